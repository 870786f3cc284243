import type { Claim } from "../../backend/types/Claim";
import type { Concept } from "../../backend/types/Concept";
import type { LearningOutcome } from "../../backend/types/LearningOutcome";
import { pick, plain } from "../../words/pick";

/** The learning outcomes that say more than the title or a result, which are shown anyway. */
export function outcomesOf(claim: Claim): LearningOutcome[] {
  const shown = new Set([claim.title, ...claim.results.map(({ title }) => title)].map(plain));
  return claim.outcomes.filter(({ title }) => pick(title) && !shown.has(plain(title)));
}

/** The skills named by all outcomes, each once. */
export function skillsOf(claim: Claim): Concept[] {
  const named = claim.outcomes.flatMap(({ skills }) => skills).filter(({ label }) => plain(label) !== "");
  return [...new Map(named.map((concept) => [concept.id ?? plain(concept.label), concept])).values()];
}

/** True when a claim says anything about what the learner can do. */
export function saysOutcomes(claim: Claim): boolean {
  return outcomesOf(claim).length > 0 || skillsOf(claim).length > 0 || pick(claim.outcome_summary) !== undefined;
}
