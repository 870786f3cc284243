import type { Backend } from "../index";
import type { Card } from "../types/Card";
import type { Ending } from "../types/Ending";
import type { Endings } from "../types/Endings";
import type { Toll } from "../types/Toll";

type MockEndings = Pick<Backend, "endings" | "endingsInGoals" | "remindBeforeEnd" | "snoozeEnding" | "answerRenewal">;

/** Endings among invented credentials. With `many`, others end too: one that may have been renewed, and one that was. */
export function mockEndings(cards: () => readonly Card[], many: boolean): MockEndings {
  let remindDays: number | null = 90;
  const snoozed = new Map<string, string>();
  const answers = new Map<string, Map<string, boolean>>();

  function ending(card: Card, possible: readonly Card[], found: Card | undefined): Ending {
    const said = answers.get(card.record) ?? new Map<string, boolean>();
    const yes = possible.find(({ record }) => said.get(record) === true);
    const by = yes ?? (found && said.get(found.record) !== false ? found : undefined);
    const until = snoozed.get(card.record) ?? null;
    return {
      card,
      days: daysUntil(card),
      standing: by ? "renewed" : until === null ? "due" : "snoozed",
      snoozed_until: until,
      renewed_by: by ? { card: by, said: by === yes } : null,
      possible: by ? [] : possible.filter(({ record }) => !said.has(record)),
    };
  }

  function all(): Endings {
    const within = (card: Card) => card.valid_until !== null && Math.abs(daysUntil(card)) <= (remindDays ?? 90);
    const own = cards().filter(within).map((card) => ending(card, [], undefined));
    return { remind_days: remindDays, endings: many ? [...own, ...invented()] : own, more: 0 };
  }

  function invented(): Ending[] {
    const [model] = cards();
    if (model === undefined) return [];
    const card = (record: string, title: string, days: number): Card => ({ ...model, record, title, valid_until: inDays(days) });
    return [
      ending(card("first-aid", "First aid at work", 40), [card("first-aid-2", "First aid at work", 760)], undefined),
      ending(card("forklift", "Forklift driving", 61), [], card("forklift-2", "Forklift driving, renewed", 1100)),
      ending(card("hot-work", "Hot work", -12), [], undefined),
    ];
  }

  return {
    endings: async () => all(),
    endingsInGoals: async () => all().endings.filter(({ standing }) => standing !== "renewed").flatMap(toll),
    remindBeforeEnd: async (days) => ((remindDays = days), all()),
    snoozeEnding: async (record, days) => {
      if (days === null) snoozed.delete(record);
      else snoozed.set(record, inDays(days));
      return all();
    },
    answerRenewal: async (record, later, renews) => {
      const said = answers.get(record) ?? new Map<string, boolean>();
      if (renews === null) said.delete(later);
      else said.set(later, renews);
      answers.set(record, said);
      return all();
    },
  };
}

function toll({ card }: Ending): Toll[] {
  if (card.record !== "high-voltage") return [];
  const until = (card.valid_until ?? "").slice(0, 10);
  return [
    {
      record: card.record,
      goals: [
        {
          id: "example:certificate:high-voltage",
          title: { en: "High-voltage work on vehicles (example)" },
          framework: "none",
          until,
          outlook: "met",
          credits: "0",
          outlook_after: "not_met",
          credits_after: "0",
        },
      ],
    },
  ];
}

function daysUntil({ valid_until }: Card): number {
  return Math.floor(Date.parse(valid_until ?? "") / DAY_MS) - Math.floor(Date.now() / DAY_MS);
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;
