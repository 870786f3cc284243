import type { Card } from "../../backend/types/Card";
import type { Grouping } from "../../backend/types/Grouping";
import type { Overview } from "../../backend/types/Overview";
import type { Section } from "../../backend/types/Section";
import { country, daysBetween, moment } from "../../words/format";
import { level, say } from "../../words/index";

/** What a page of the list shows of one group. */
export type Stretch = {
  /** The place of the group among all. */
  readonly section: number;
  /** Credentials of the group that come before, on earlier pages. */
  readonly before: number;
  /** Credentials of the group, on all pages. */
  readonly of: number;
  readonly cards: readonly Card[];
};

/** How long before its end a credential is announced as expiring, in days; the same as in the core. */
export const EXPIRY_WINDOW_DAYS = 90;

/** The stretches of groups that a page consists of; `from` is the place of its first card in the list. */
export function stretches(sections: readonly Section[], from: number, cards: readonly Card[]): Stretch[] {
  const found: Stretch[] = [];
  let begin = 0;
  sections.forEach(({ credentials }, section) => {
    const [first, last] = [Math.max(begin, from), Math.min(begin + credentials, from + cards.length)];
    if (first < last) {
      const own = cards.slice(first - from, last - from);
      found.push({ section, before: first - begin, of: credentials, cards: own });
    }
    begin += credentials;
  });
  return found;
}

/** How many groups begin in a part of the list. */
export function heads(sections: readonly Section[], from: number, until: number): number {
  let [begin, count] = [0, 0];
  for (const { credentials } of sections) {
    if (begin >= until) break;
    if (begin >= from) count += 1;
    begin += credentials;
  }
  return count;
}

/** The name of a group; nothing where the list has no groups. */
export function heading(grouping: Grouping, section: Section, [card]: readonly Card[]): string | undefined {
  if (grouping === "none" || card === undefined) return undefined;
  return grouping === "year" ? section.name || say("wallet.undated") : provider(card);
}

/** How many credentials a group has, and how much they come to when that can be said honestly. */
export function extent({ of, cards }: Stretch): string {
  const count = say("wallet.group_count", { n: of });
  const sizes = cards.map((card) => /^(\d+) (.+)$/.exec(card.size ?? ""));
  const units = new Set(sizes.map((size) => size?.[2]));
  const [unit] = units;
  const whole = cards.length === of && cards.every((card) => card.verdict === "verified");
  // The same thing issued again is not earned twice.
  const once = cards.every((card) => card.kinship === null);
  if (units.size !== 1 || unit === undefined || !whole || !once) return count;
  const sum = sizes.reduce((total, size) => total + Number(size?.[1]), 0);
  return say("wallet.group_size", { count, size: `${sum} ${unit}` });
}

/** One line about the whole wallet: how many from how many, and how old the checks are. */
export function summary(overview: Overview, now: Date): string {
  const providers = say("wallet.providers", { n: overview.providers });
  const count = say("wallet.count", { n: overview.current, providers });
  const [oldest, newest] = [overview.first_checked, overview.last_checked];
  if (oldest === null || newest === null) return count;
  const together = daysBetween(new Date(oldest), new Date(newest)) === 0;
  const when = moment(oldest, now);
  return [count, together ? say("wallet.checked", { when }) : say("wallet.checked_mixed", { when })].join(" ");
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

function provider(card: Card): string {
  const issuer = level(card.issuer) || say("wallet.unnamed_provider");
  return card.country ? say("wallet.group_name", { issuer, country: country(card.country) }) : issuer;
}
