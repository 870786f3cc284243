import type { Concept } from "./Concept";
import type { Text } from "./Text";

export type LearningOutcome = { title: Text, skills: Array<Concept> };
