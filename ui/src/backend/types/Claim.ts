import type { Assessment } from "./Assessment";
import type { ClaimKind } from "./ClaimKind";
import type { Concept } from "./Concept";
import type { Credit } from "./Credit";
import type { LearningOutcome } from "./LearningOutcome";
import type { Party } from "./Party";
import type { Text } from "./Text";

export type Claim = { id: string | null, kind: ClaimKind, title: Text, description: Text, awarded_by: Array<Party>, awarded_on: string | null, outcomes: Array<LearningOutcome>, outcome_summary: Text, credits: Array<Credit>, workload: string | null, eqf_level: Concept | null, nqf_levels: Array<Concept>, assessments: Array<Assessment>, modes: Array<Concept>, setting: Concept | null, quality_assurance: Array<Text>, entry_requirements: Text, parts: Array<Claim> };
