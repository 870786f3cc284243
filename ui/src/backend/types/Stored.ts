export type Stored = "new" | "duplicate";
