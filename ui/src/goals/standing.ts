import type { GoalLine } from "../backend/types/GoalLine";
import { day } from "../words/format";
import { say } from "../words/index";
import { isSome, number, unit } from "./credits";

/** How far awards go toward a goal, in two parts: the number, and the words around it. */
export type Standing = { readonly lead: string; readonly rest: string; /** From 0 to 1. */ readonly share: number };

/** How far awards go toward a goal; under a trial, how far they would. */
export function standing(line: GoalLine, trial = false): Standing {
  const tried = trial ? "_trial" : "";
  if (isSome(line.needed)) {
    const rest = say(`goals.of_points${tried}`, { needed: number(line.needed), unit: unit(line.needed, line.framework) });
    return { lead: number(line.credits), rest, share: ratio(Number(line.credits), Number(line.needed)) };
  }
  const { filled, needed } = line.parts;
  return { lead: String(filled), rest: say(`goals.of_parts${tried}`, { n: needed }), share: ratio(filled, needed) };
}

/** The same in one sentence: "130 of 180 points meet the rules". */
export function inOneLine(line: GoalLine, trial = false): string {
  const { lead, rest } = standing(line, trial);
  return `${lead} ${rest}`;
}

/** What kind of rules these are: level, version, when they apply. */
export function ruled(line: GoalLine): string {
  const [from, to] = line.in_force.map((date) => (date === null ? undefined : day(date)));
  const rules = say(line.standing === "published" ? "goals.published_rules" : "goals.rules", { version: line.version });
  const dates = from && to ? "from_until" : from ? "from" : to ? "until" : undefined;
  const whole = dates === undefined ? rules : `${rules}, ${say(`goals.in_force_${dates}`, { from, to })}`;
  const parts = line.eqf_level === null ? [whole] : [say("goals.eqf", { level: line.eqf_level }), whole];
  return say("goals.ruled", { parts: parts.join(". ") });
}

/** What makes a definition less than published rules, in a word each. */
export function marks(line: GoalLine): string[] {
  const weight = { published: [], draft_not_authoritative: [say("goals.draft")], example: [say("goals.example")] };
  return [...weight[line.standing], ...(line.added ? [say("goals.by_you")] : [])];
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}
