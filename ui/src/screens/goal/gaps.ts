import type { Goal } from "../../backend/types/Goal";
import type { Missing } from "../../backend/types/Missing";
import { amount, isSome } from "../../goals/credits";
import { level, say } from "../../words/index";
import { plain } from "../../words/pick";

/**
 * What is missing, one line each, in the order of the rules, shares of it last. What a line already names is not
 * said again.
 */
export function gapsOf({ deficits, fields, line }: Goal): string[] {
  const drawn = new Set(fields.map(({ id }) => id));
  // A group around others counts what they miss as well, so only what goes beyond is its own.
  const isField = ({ id, name }: Missing) => drawn.has(id) && plain(name) !== "";
  const inFields = sum(deficits.filter(isField));
  const parts = deficits.flatMap((missing) => linesOf(missing, line.framework, isField(missing) ? 0 : inFields));
  const floors = deficits.flatMap(({ floors }) => floors);
  return [...parts, ...floors.map((floor) => say("goal.deficit_floor", { amount: amount(floor, line.framework) }))];
}

/** How much is missing in all, or nothing where credits are not the measure. */
export function gapInAll({ line }: Goal): string | undefined {
  return isSome(line.missing.credits) ? amount(line.missing.credits, line.framework) : undefined;
}

function linesOf(missing: Missing, framework: string, elsewhere: number): string[] {
  const name = plain(missing.name) || say("goal.whole");
  const units = missing.mandatory.map((unit) => {
    const called = plain(unit.name) || level(unit.code ?? "") || say("goal.unnamed");
    return isSome(unit.credits)
      ? say("goal.deficit_mandatory", { name: called, amount: amount(unit.credits, framework) })
      : say("goal.deficit_mandatory_only", { name: called });
  });
  const outcomes = missing.outcomes.map((outcome) => say("goal.deficit_outcome", { outcome: plain(outcome) }));
  const rest = Number(missing.credits) - sum(missing.mandatory) - elsewhere;
  const credits = rest > 0 ? [say("goal.deficit_credits", { amount: amount(String(rest), framework), name })] : [];
  const unnamed = missing.number - missing.outcomes.length;
  const numbers = unnamed > 0 ? [say("goal.deficit_number", { n: unnamed, name })] : [];
  return [...units, ...outcomes, ...credits, ...numbers];
}

function sum(parts: readonly { readonly credits: string | null }[]): number {
  return parts.reduce((total, { credits }) => total + Number(credits ?? 0), 0);
}
