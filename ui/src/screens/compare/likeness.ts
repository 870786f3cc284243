import type { ComparedRow } from "../../backend/types/ComparedRow";

/** How two credentials stand to each other in one detail. */
export type Likeness = "same" | "different" | "one_side" | "neither";

/** How they stand in a row. */
export function likeness({ same, left, right }: ComparedRow): Likeness {
  if (same) return "same";
  if (left.length === 0 && right.length === 0) return "neither";
  return left.length > 0 && right.length > 0 ? "different" : "one_side";
}

/** How many rows are of each kind, as the sentence about them wants it. */
export function counted(rows: readonly ComparedRow[]): { same: number; different: number; one: number; neither: number } {
  const of = (kind: Likeness) => rows.filter((row) => likeness(row) === kind).length;
  return { same: of("same"), different: of("different"), one: of("one_side"), neither: of("neither") };
}
