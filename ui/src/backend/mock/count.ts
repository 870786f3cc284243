import type { Asked } from "../types/Asked";
import type { AwardLine } from "../types/AwardLine";
import type { Decision } from "../types/Decision";
import type { Field } from "../types/Field";
import type { Goal } from "../types/Goal";
import type { GoalLine } from "../types/GoalLine";
import type { Offer } from "../types/Offer";
import type { Tile } from "../types/Tile";
import type { Unexpressed } from "../types/Unexpressed";
import type { UnusedReason } from "../types/UnusedReason";
import { award } from "./awards";
import type { RuledGroup, RuledUnit, Rules } from "./rules";

/** What else a goal is counted with. */
export type Around = {
  readonly awards: readonly AwardLine[];
  readonly decisions: readonly Decision[];
  readonly chosen: string | null;
  readonly added: boolean;
  /** What its file said and the rules do not. */
  readonly unexpressed: readonly Unexpressed[];
  readonly today: string;
};

/**
 * Counts as well as a page without the wallet can: unit by unit, in the order of the rules. The wallet's own
 * engine finds the best way to count; this one only needs to be believable.
 */
export function count(rules: Rules, asked: Asked, around: Around): Goal {
  const trial = [asked.what_if.drop, asked.what_if.expire, asked.what_if.add].some((changes) => changes.length > 0);
  const awards = tried(rules, asked, around.awards);
  const usable = awards.filter((one) => !withheld(one, asked));
  const taken = new Map<string, Decision | null>();
  const fields = rules.groups.map((group) => fieldOf(group, usable, around.decisions, rules, taken));
  const tiles = fields.flatMap((field) => field.tiles);
  const open = tiles.filter(({ state }) => state !== "filled");
  return {
    line: lineOf(rules, fields, around.added),
    on: asked.on ?? around.today,
    trial,
    unexpressed: [...around.unexpressed],
    notes: (rules.notes ?? []).map((en) => ({ en })),
    fields,
    unused: awards
      .filter(({ id }) => !taken.has(id))
      .map((one) => ({ award: one.id, reason: reasonFor(one, asked, rules), about: null })),
    deficits: fields.flatMap((field) => {
      const missing = field.tiles.filter(({ state }) => state !== "filled");
      if (missing.length === 0) return [];
      const offered = (tile: Tile): Offer => ({ ...tile, up_to: null });
      return [
        {
          id: field.id,
          name: field.name,
          credits: sum(missing),
          number: field.needed === null ? missing.length : 0,
          mandatory: missing.filter(({ mandatory }) => mandatory).map(offered),
          outcomes: field.needed === null ? missing.map(({ name }) => name) : [],
          floors: [],
          decisive: true,
        },
      ];
    }),
    next_steps: open.length === 0 ? [] : stepsOf(open),
    open_questions: [],
    choices: rules.choice
      ? [
          {
            condition: rules.choice.id,
            name: { en: rules.choice.name },
            options: rules.choice.options.map((en) => ({ ...offer({ code: en, name: en, credits: null }), code: null })),
            pursued: rules.choice.options[0] ?? null,
            chosen: asked.choices[rules.choice.id] ?? around.chosen,
          },
        ]
      : [],
    equivalences: around.decisions
      .filter(({ scope }) => scope.length === 0 || scope.includes(rules.id))
      .map((decision) => ({ ...decision, used: [...taken.values()].includes(decision) })),
    awards,
    proven_best: true,
    inputs_sha256: "4b1e07d3a86515c0e2f7ab94d6380c1d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9f2c",
  };
}

/** The awards with what is tried out. */
function tried(rules: Rules, { what_if }: Asked, awards: readonly AwardLine[]): AwardLine[] {
  const offered = rules.groups.flatMap(({ units, free }) => [
    ...units,
    ...(free ? [{ code: free.id, name: free.name, credits: free.most }] : []),
  ]);
  const earned = what_if.add.flatMap(({ target }) => {
    const unit = offered.find(({ code }) => code === target);
    if (unit === undefined) return [];
    const line = award(`what-if:${target}`, unit.name, unit.credits === null ? null : String(unit.credits), rules.framework);
    return [{ ...line, codes: [unit.code], record: null, awarded_by: null, stored_at: null, tried: "added" as const }];
  });
  const marked = awards.map((one): AwardLine => {
    if (what_if.drop.includes(one.id)) return { ...one, tried: "dropped" };
    return what_if.expire.includes(one.id) ? { ...one, tried: "expired" } : one;
  });
  return [...marked.filter((one) => one.tried !== "dropped"), ...earned];
}

function withheld(one: AwardLine, asked: Asked): boolean {
  if (one.tried === "expired" || (one.valid_until !== null && asked.on !== null && asked.on > one.valid_until)) return true;
  return one.verdict !== "verified" && !(one.verdict === "unrecognised" && asked.count_unrecognised);
}

function reasonFor(one: AwardLine, asked: Asked, rules: Rules): UnusedReason {
  if (one.tried === "expired") return "expired";
  if (one.verdict === "unrecognised" && !asked.count_unrecognised) return "verdict_not_counted";
  if (withheld(one, asked)) return "expired";
  if (rules.groups.every(({ needed }) => needed === null)) return "outcomes_not_proven";
  if (one.credits === null) return "credits_not_stated";
  return one.framework === rules.framework ? "no_target" : "conversion_unknown";
}

function fieldOf(
  group: RuledGroup,
  usable: readonly AwardLine[],
  decisions: readonly Decision[],
  rules: Rules,
  taken: Map<string, Decision | null>,
): Field {
  const tiles = group.units.map((unit): Tile => {
    const decided = decisions.find((one) => one.enabled && one.to === unit.code);
    const codes = decided ? [unit.code, decided.from] : [unit.code];
    // An award fills one unit, but may prove many outcomes.
    const fits = ({ id, codes: own }: AwardLine) =>
      (group.needed === null || !taken.has(id)) && own.some((code) => codes.includes(code));
    const found = unit.level === "expert" ? undefined : usable.find(fits);
    if (found) taken.set(found.id, found.codes.includes(unit.code) ? null : (decided ?? null));
    return {
      ...tileOf(unit),
      state: found ? "filled" : "missing",
      award: found?.id ?? null,
      equivalence: (found && taken.get(found.id)?.id) ?? null,
    };
  });
  if (group.needed === null) {
    return { id: group.id, name: { en: group.name }, within: [], credits: "0", needed: null, tiles };
  }
  const free = group.free;
  const other = usable.find(
    ({ id, codes, credits, framework }) =>
      free !== undefined &&
      !taken.has(id) &&
      (codes.includes(free.id) || (framework === rules.framework && Number(credits) <= free.most && !isOwn(codes, rules))),
  );
  if (free && other) {
    taken.set(other.id, null);
    const filled = { code: free.id, name: free.name, credits: Number(other.credits) };
    tiles.push({ ...tileOf(filled), code: null, award: other.id, state: "filled" });
  }
  const shown = tiles.filter(({ state, mandatory }) => state === "filled" || mandatory);
  const rest = group.needed - Number(sum(shown));
  if (rest > 0) {
    const placed = new Set(shown.map(({ target }) => target));
    const offers = group.units.filter(({ code, credits }) => !placed.has(code) && Number(credits) <= rest).map(offer);
    if (free && !other && free.most <= rest) offers.push(offer({ code: free.id, name: free.name, credits: free.most }));
    shown.push({ ...tileOf({ code: group.id, name: group.name, credits: rest }), code: null, state: "open", offers });
  }
  const filled = shown.filter(({ state }) => state === "filled");
  return { id: group.id, name: { en: group.name }, within: [], credits: sum(filled), needed: String(group.needed), tiles: shown };
}

function isOwn(codes: readonly string[], rules: Rules): boolean {
  return rules.groups.some(({ units }) => units.some(({ code }) => codes.includes(code)));
}

function tileOf({ code, name, credits, mandatory, level }: RuledUnit): Tile {
  return {
    target: code,
    name: { en: name },
    code,
    state: "missing",
    mandatory: mandatory ?? false,
    credits: credits === null ? null : String(credits),
    min_level: level ?? null,
    award: null,
    equivalence: null,
    offers: [],
  };
}

function offer({ code, name, credits }: RuledUnit): Offer {
  return { target: code, name: { en: name }, code, credits: credits === null ? null : String(credits), up_to: null };
}

function lineOf(rules: Rules, fields: readonly Field[], added: boolean): GoalLine {
  const tiles = fields.flatMap((field) => field.tiles);
  const missing = tiles.filter(({ state }) => state !== "filled");
  const needed = rules.groups.reduce((total, group) => total + (group.needed ?? 0), 0);
  return {
    id: rules.id,
    title: rules.title,
    version: rules.version,
    standing: rules.standing,
    added,
    eqf_level: rules.level,
    framework: rules.framework,
    in_force: [rules.from, null],
    source: { url: `https://rules.example/${rules.id}`, retrieved: "2026-11-02", licence: "invented for this page" },
    outlook: missing.length === 0 ? "met" : "not_met",
    credits: sum(tiles.filter(({ state }) => state === "filled")),
    needed: needed === 0 ? null : String(needed),
    parts: { filled: tiles.length - missing.length, needed: tiles.length },
    missing: {
      mandatory: missing.filter(({ mandatory }) => mandatory).length,
      number: needed === 0 ? missing.length : 0,
      credits: sum(missing),
    },
  };
}

/** The first way takes the first offer everywhere, the second the last. */
function stepsOf(open: readonly Tile[]): Goal["next_steps"] {
  const ways = open.some(({ offers }) => offers.length > 1) ? [0, -1] : [0];
  return ways.map((at) => {
    const add = open.map((tile) => {
      const taken = tile.offers.at(at) ?? tile;
      const credits = taken.credits ?? "0";
      return { target: taken.target, name: taken.name, code: taken.code, credits, outcomes: [], mandatory: tile.mandatory };
    });
    return { add, cost: String(add.reduce((total, { credits }) => total + Number(credits), 0)) };
  });
}

function sum(tiles: readonly Tile[]): string {
  return String(tiles.reduce((total, { credits }) => total + Number(credits ?? 0), 0));
}
