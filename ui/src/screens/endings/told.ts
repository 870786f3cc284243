import type { Ending } from "../../backend/types/Ending";
import type { GoalAfter } from "../../backend/types/GoalAfter";
import { day, sized } from "../../words/format";
import { level, say } from "../../words/index";
import { plain } from "../../words/pick";

/** When a credential ends, or ended. */
export function ends({ days, card }: Pick<Ending, "days" | "card">): string {
  const date = day(card.valid_until ?? "");
  if (days === 0) return say("renewal.ends_today");
  return days > 0 ? say("renewal.ends", { n: days, date }) : say("renewal.ended", { n: -days, date });
}

/** What a goal loses: that it is no longer met, else credits, else a part. */
export function loses(goal: GoalAfter): string {
  const gaps = { goal: level(plain(goal.title) || goal.id), date: day(goal.until) };
  if (goal.outlook !== goal.outlook_after && goal.outlook === "met") return say("renewal.goal_falls", gaps);
  if (goal.credits === goal.credits_after) return say("renewal.goal_parts", gaps);
  return say("renewal.goal_loses", { ...gaps, credits: sized(goal.credits), after: sized(goal.credits_after) });
}
