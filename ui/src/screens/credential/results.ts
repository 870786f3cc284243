import type { LearningResult } from "../../backend/types/LearningResult";
import type { RubricLevel } from "../../backend/types/RubricLevel";
import { spaced } from "../../words/format";
import { level as calm, say } from "../../words/index";
import { pick, type Picked } from "../../words/pick";

/** What was reached: the level by its name, else the value, else the status. */
export function reached(result: LearningResult): Picked | undefined {
  const named = result.achieved_level && called(result.achieved_level);
  if (named) return named;
  if (result.value) return { text: calm(result.value) };
  return result.status ? { text: spaced(calm(result.status)) } : undefined;
}

/** What was measured: as it is called, else its kind. */
export function measured({ title, kind }: LearningResult): Picked {
  return pick(title) ?? { text: kind ? spaced(calm(kind)) : say("credential.result_unnamed") };
}

/** The points that the level stands for. */
export function worth({ achieved_level }: LearningResult): Picked[] {
  return achieved_level?.points ? [{ text: calm(achieved_level.points) }] : [];
}

/** What had to be reached. */
export function needed({ required_level, required_value }: LearningResult): Picked[] {
  const named = required_level && called(required_level);
  return [...(named ? [named] : []), ...(required_value ? [{ text: calm(required_value) }] : [])];
}

/** The values that were possible, where they are not levels. */
export function outOf({ minimum, maximum, allowed_values, levels }: LearningResult): Picked[] {
  if (levels.length > 0) return [];
  if (minimum && maximum) return [{ text: say("credential.range_from_to", { from: minimum, to: maximum }) }];
  return allowed_values.length > 0 ? [{ text: calm(allowed_values.join(", ")) }] : [];
}

/** The scale, when the level that was reached is on it. */
export function steps(result: LearningResult): readonly RubricLevel[] {
  return result.levels.length > 1 && positionOf(result) >= 0 ? result.levels : [];
}

/** Where a step of the scale stands to the one that was reached. */
export function stands(levels: readonly RubricLevel[], at: number, result: LearningResult) {
  const position = positionOf({ ...result, levels: [...levels] });
  return at === position ? "reached" : at < position ? "below" : "above";
}

function positionOf({ achieved_level, levels }: LearningResult): number {
  if (achieved_level === null) return -1;
  const same = (one: RubricLevel) =>
    achieved_level.id === null ? text(one) === text(achieved_level) : one.id === achieved_level.id;
  return levels.findIndex(same);
}

function text(level: RubricLevel): string | undefined {
  return called(level)?.text;
}

function called({ name, level }: RubricLevel): Picked | undefined {
  return pick(name) ?? (level ? { text: calm(level) } : undefined);
}
