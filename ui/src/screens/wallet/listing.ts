import type { Card } from "../../backend/types/Card";
import { country, daysBetween, moment } from "../../words/format";
import { level, say } from "../../words/index";

/** The credentials of one provider. */
export type Group = {
  readonly key: string;
  readonly name: string;
  /** How many, and how much they come to when that can be said honestly. */
  readonly extent: string;
  readonly cards: readonly Card[];
};

/** How long before its end a credential is announced as expiring, in days. */
export const EXPIRY_WINDOW_DAYS = 90;

/** The cards by provider; providers and cards keep the order they come in. */
export function grouped(cards: readonly Card[]): Group[] {
  const groups = new Map<string, Card[]>();
  for (const card of cards) {
    const key = JSON.stringify([card.issuer, card.country]);
    const group = groups.get(key);
    if (group) group.push(card);
    else groups.set(key, [card]);
  }
  return [...groups].map(([key, own]) => ({ key, name: provider(own), extent: extent(own), cards: own }));
}

/** One line about the whole wallet: how many from how many, and how old the checks are. */
export function summary(cards: readonly Card[], now: Date): string {
  const providers = say("wallet.providers", { n: grouped(cards).length });
  const checked = cards.map((card) => card.checked_at).sort();
  const [oldest = "", newest = ""] = [checked[0], checked.at(-1)];
  const together = daysBetween(new Date(oldest), new Date(newest)) === 0;
  const when = moment(oldest, now);
  return [
    say("wallet.count", { n: cards.length, providers }),
    together ? say("wallet.checked", { when }) : say("wallet.checked_mixed", { when }),
  ].join(" ");
}

/** The cards that end within the window, the first to end first. Those that do not hold are left out. */
export function expiring(cards: readonly Card[], now: Date): Card[] {
  return cards
    .filter((card) => card.verdict !== "invalid" && expiresSoon(card, now))
    .sort((a, b) => Date.parse(a.valid_until ?? "") - Date.parse(b.valid_until ?? ""));
}

/** True when the card is in force and ends within the window. */
export function expiresSoon(card: Card, now: Date): boolean {
  if (card.valid_until === null || hasExpired(card, now)) return false;
  return daysBetween(now, new Date(card.valid_until)) <= EXPIRY_WINDOW_DAYS;
}

/** True when the end of the card has passed. */
export function hasExpired(card: Card, now: Date): boolean {
  return card.valid_until !== null && Date.parse(card.valid_until) <= now.getTime();
}

function provider([card]: readonly Card[]): string {
  const issuer = level(card?.issuer ?? "") || say("wallet.unnamed_provider");
  return card?.country ? say("wallet.group_name", { issuer, country: country(card.country) }) : issuer;
}

/** Points are added up only when all are of one kind and every credential is verified. */
function extent(cards: readonly Card[]): string {
  const count = say("wallet.group_count", { n: cards.length });
  const sizes = cards.map((card) => /^(\d+) (.+)$/.exec(card.size ?? ""));
  const units = new Set(sizes.map((size) => size?.[2]));
  const [unit] = units;
  if (units.size !== 1 || unit === undefined || cards.some((card) => card.verdict !== "verified")) return count;
  const sum = sizes.reduce((total, size) => total + Number(size?.[1]), 0);
  return say("wallet.group_size", { count, size: `${sum} ${unit}` });
}
