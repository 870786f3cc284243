import type { Match } from "../../backend/types/Match";
import type { Matchable } from "../../backend/types/Matchable";
import type { Outlook } from "../../backend/types/Outlook";
import type { Showing } from "../../backend/types/Showing";
import type { Verdict } from "../../backend/types/Verdict";
import { amount, isSome } from "../../goals/credits";
import { say } from "../../words/index";

/** How far something goes toward a goal, in a few words. */
export function inBrief({ outlook, missing }: Match, framework: string): string {
  if (outlook !== "not_met") return say(`match.${outlook}`);
  const n = missing.number + missing.mandatory;
  if (isSome(missing.credits)) return say("match.missing_credits", { amount: amount(missing.credits, framework) });
  return n > 0 ? say("match.missing", { n }) : say("match.not_met");
}

/** Behind the title of rules that no authority published. */
export function weight({ standing }: Matchable): string {
  const words = { published: "", draft_not_authoritative: ` (${say("goals.draft")})`, example: ` (${say("goals.example")})` };
  return words[standing];
}

/** Everybody's proofs in the order in which an employer looks at them: by the goal, where there is one, then by verdict. */
export function ranked(shown: readonly Showing[], matches: ReadonlyMap<number, Match>): Showing[] {
  const keys = new Map(shown.map((one) => [one.number, keyOf(one, matches.get(one.number))]));
  return shown.toSorted((one, other) => compare(keys.get(one.number) ?? [], keys.get(other.number) ?? []));
}

function keyOf({ number, report }: Showing, match: Match | undefined): number[] {
  const verdict = VERDICTS.indexOf(report.verdict);
  if (match === undefined) return [0, 0, 0, 0, verdict, number];
  const { number: outcomes, mandatory, credits } = match.missing;
  return [OUTLOOKS.indexOf(match.outlook), outcomes, mandatory, Number(credits), verdict, number];
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [at, value] of one.entries()) {
    const difference = value - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const VERDICTS: readonly Verdict[] = ["verified", "unrecognised", "undetermined", "invalid"];
const OUTLOOKS: readonly Outlook[] = ["met", "unknown", "not_met"];
