export type SecuringId = "jades" | "none";
