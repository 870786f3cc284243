import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { Card } from "../types/Card";
import type { Happening } from "../types/Happening";
import type { Keeping } from "../types/Keeping";
import type { Place } from "../types/Place";
import type { Sort } from "../types/Sort";
import type { Sought } from "../types/Sought";

type MockBrowse = Pick<
  Backend,
  | "browse"
  | "find"
  | "overview"
  | "archive"
  | "gather"
  | "scatter"
  | "renameCollection"
  | "dissolve"
  | "writeNote"
  | "keeping"
>;

/** Order among invented credentials, in the page's own memory. */
export function mockBrowse(cards: () => readonly Card[], collections: Map<string, Set<string>>): MockBrowse {
  const away = new Set<string>();
  const notes = new Map<string, string>();

  function inPlace(place: Place): Card[] {
    return cards().filter((card) => {
      if (place.is === "collection") return collections.get(place.name)?.has(card.record) ?? false;
      if (place.is === "archive") return away.has(card.record);
      return !away.has(card.record) && (place.is === "current" || expiresSoon(card));
    });
  }

  function fitting({ search, sort, grouping, place }: Sought): Card[] {
    const fits = inPlace(place).filter((card) => matches(card, search, notes.get(card.record)));
    const within = ORDERS[sort];
    return fits.sort((a, b) => keyOf(grouping, a).localeCompare(keyOf(grouping, b)) * sign(grouping) || within(a, b));
  }

  function kin(card: Card): Card[] {
    const alike = (other: Card) => other.record !== card.record && other.title === card.title && other.issuer === card.issuer;
    return cards().length > MANY ? [] : cards().filter(alike);
  }

  function known(record: string): Card {
    const found = cards().find((card) => card.record === record);
    if (!found) throw { code: "record_unknown", detail: {} } satisfies Fault;
    return found;
  }

  const change = (records: readonly string[], set: Set<string>, add: boolean): string[] =>
    records.filter((record) => (add ? set.size !== set.add(record).size : set.delete(record)));

  return {
    browse: async (sought) => {
      const fits = fitting(sought);
      const sections = new Map<string, number>();
      if (sought.from === 0 && sought.grouping !== "none") {
        for (const card of fits) {
          const key = keyOf(sought.grouping, card);
          sections.set(key, (sections.get(key) ?? 0) + 1);
        }
      }
      return {
        cards: fits.slice(sought.from, sought.from + sought.limit).map((card) => ({ ...card, kinship: kinship(card, kin(card)) })),
        sections: [...sections].map(([name, credentials]) => ({ name, credentials })),
        found: fits.length,
        total: inPlace(sought.place).length,
      };
    },
    find: async (sought) => fitting(sought).map(({ record }) => record),
    overview: async () => {
      const current = inPlace({ is: "current" });
      const checked = current.map((card) => card.checked_at).sort();
      return {
        current: current.length,
        archived: away.size,
        providers: new Set(current.map((card) => keyOf("provider", card))).size,
        first_checked: checked[0] ?? null,
        last_checked: checked.at(-1) ?? null,
        expiring: inPlace({ is: "expiring" }).length,
        collections: [...collections]
          .map(([name, members]) => ({ name, credentials: members.size }))
          .sort((a, b) => a.name.localeCompare(b.name)),
      };
    },
    archive: async (records, put) => change(records, away, put),
    gather: async (name, records) => {
      const members = collections.get(name) ?? new Set();
      collections.set(name, members);
      return change(records, members, true);
    },
    scatter: async (name, records) => change(records, collections.get(name) ?? new Set(), false),
    renameCollection: async (name, typed) => {
      const other = typed.trim();
      const members = collections.get(name) ?? new Set();
      if (other !== name && collections.has(other)) throw { code: "collection_exists", detail: { name: other } } satisfies Fault;
      collections.delete(name);
      collections.set(other, members);
      return other;
    },
    dissolve: async (name) => {
      const members = [...(collections.get(name) ?? [])];
      collections.delete(name);
      return members;
    },
    writeNote: async (record, text) => void notes.set(known(record).record, text.trim()),
    keeping: async (record): Promise<Keeping> => {
      const card = known(record);
      const related = kin(card);
      return {
        archived: away.has(record),
        note: notes.get(record) ?? "",
        collections: [...collections].flatMap(([name, members]) => (members.has(record) ? [name] : [])),
        kin: related.map((other) => ({ ...other, kinship: kinship(card, [other]) })),
      };
    },
  };
}

/** What the history of the invented wallet tells, the last first. */
export function mockHistory(): Pick<Backend, "history" | "eraseHistory"> & { tell: (happening: Happening) => void } {
  let happenings: Happening[] = [...TOLD];
  return {
    tell: (happening) => void happenings.unshift(happening),
    history: async () => ({ happenings: [...happenings], older: null }),
    eraseHistory: async () => ({ happenings: (happenings = []), older: null }),
  };
}

/** As many invented credentials as somebody wants to scroll through. */
export function manyCards(model: Card, count: number): Card[] {
  return Array.from({ length: count }, (_, at) => ({
    ...model,
    record: `many-${at}`,
    title: `${model.title} ${at + 1}`,
    issuer: `College ${String(at % 40).padStart(2, "0")}`,
    awarded: new Date(Date.UTC(2026, 10, 22) - at * 3_600_000).toISOString().slice(0, 10),
    valid_until: null,
  }));
}

const TOLD: readonly Happening[] = [
  told("2026-11-20T07:40:00Z", "came", { record: "battery-industry", title: "Working in the battery industry", issuer: "Rannikko Education Consortium", file_name: "tyoskentely-akkualalla.jsonld" }),
  told("2026-11-03T16:12:00Z", "backup", { credentials: 11 }),
  told("2026-11-01T09:05:00Z", "deleted", { title: "First aid at work", issuer: "Lakeland Skills Council" }),
];

function told(at: string, what: Happening["what"], more: Partial<Happening>): Happening {
  return { at, what, record: null, title: "", issuer: "", file_name: null, credentials: null, audience: null, ...more };
}

function kinship(card: Card, kin: readonly Card[]): Card["kinship"] {
  if (kin.length === 0) return null;
  return kin.some((other) => other.awarded === card.awarded) ? "reissued" : "renewed";
}

function matches(card: Card, search: string, note = ""): boolean {
  const text = `${card.title} ${card.issuer} ${note}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function keyOf(grouping: Sought["grouping"], card: Card): string {
  if (grouping === "provider") return `${card.issuer}, ${card.country ?? ""}`.toLowerCase();
  return grouping === "year" ? (card.awarded ?? "").slice(0, 4) : "";
}

/** Providers by name, years backwards. */
function sign(grouping: Sought["grouping"]): number {
  return grouping === "year" ? -1 : 1;
}

function expiresSoon(card: Card): boolean {
  const left = Date.parse(card.valid_until ?? "") - Date.now();
  return left > 0 && left <= 90 * 86_400_000;
}

/** In so long a list nobody is related. */
const MANY = 1000;

const ORDERS: Record<Sort, (a: Card, b: Card) => number> = {
  issued: (a, b) => (b.awarded ?? "").localeCompare(a.awarded ?? ""),
  title: (a, b) => a.title.localeCompare(b.title),
  issuer: (a, b) => a.issuer.localeCompare(b.issuer),
  expires: (a, b) => (a.valid_until ?? "9999").localeCompare(b.valid_until ?? "9999"),
};
