export type Verdict = "verified" | "unrecognised" | "undetermined" | "invalid";
