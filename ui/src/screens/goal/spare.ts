import type { Goal } from "../../backend/types/Goal";
import type { UnusedReason } from "../../backend/types/UnusedReason";
import { amount, isSome, number } from "../../goals/credits";
import { level, say } from "../../words/index";
import { plain } from "../../words/pick";

/** An award that does not count, and why. */
export type Spare = {
  readonly award: string;
  readonly title: string;
  readonly number: string;
  readonly record: string | null;
  /** "3 ECTS credits: no agreed conversion", as one sentence. */
  readonly why: string;
};

/** The awards that do not count, in the order of the plan; those that have nothing to do with the goal last. */
export function spareOf(goal: Goal): Spare[] {
  const awards = new Map(goal.awards.map((award) => [award.id, award]));
  const isFar = ({ reason }: Goal["unused"][number]) => FAR.has(reason);
  const near = goal.unused.filter((one) => !isFar(one));
  return [...near, ...goal.unused.filter(isFar)].flatMap(({ award: id, reason, about }) => {
    const award = awards.get(id);
    if (award === undefined) return [];
    const credits = isSome(award.credits) ? award.credits : undefined;
    const size = credits === undefined ? undefined : amount(credits, award.framework ?? "");
    const because = why(reason, plain(about));
    return [
      {
        award: id,
        title: level(award.title) || say("tile.award_unnamed"),
        number: credits === undefined ? "" : number(credits),
        record: award.record,
        why: size === undefined ? say("goal.unused_why", { because }) : say("goal.unused_sized", { size, because }),
      },
    ];
  });
}

/** Reasons that say no more than that an award is about something else. */
const FAR: ReadonlySet<UnusedReason> = new Set(["no_target", "framework_not_accepted", "outcomes_not_proven"]);

/** Why an award does not count, in words. */
export function why(reason: UnusedReason, about: string): string {
  return say(`reason.${reason}`, { about: about || say("goal.something_else") });
}
