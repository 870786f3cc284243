export type Outcome = "pass" | "fail" | "undetermined" | "not_applicable";
