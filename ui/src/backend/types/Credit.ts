import type { Concept } from "./Concept";

export type Credit = { framework: Concept, points: string };
