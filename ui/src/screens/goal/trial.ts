import type { Asked } from "../../backend/types/Asked";
import { day } from "../../words/format";
import { say } from "../../words/index";

/** Something that is tried out. */
export type Change =
  | { readonly kind: "dropped" | "expired"; readonly award: string; readonly title: string }
  | { readonly kind: "earned"; readonly target: string; readonly title: string }
  | { readonly kind: "on"; readonly date: string };

/** The changes with one more; it takes the place of an earlier one about the same thing. */
export function withChange(changes: readonly Change[], change: Change): readonly Change[] {
  return [...withoutChange(changes, change), change];
}

/** The changes without this one. */
export function withoutChange(changes: readonly Change[], change: Change): Change[] {
  return changes.filter((one) => about(one) !== about(change));
}

/** A change in words. */
export function told(change: Change): string {
  return change.kind === "on"
    ? say("what_if.on", { date: day(change.date) })
    : say(`what_if.${change.kind}`, { title: change.title });
}

/** What is asked of the wallet under these changes. */
export function askedWith(changes: readonly Change[], choices: Asked["choices"], count_unrecognised: boolean): Asked {
  const awards = (kind: "dropped" | "expired") =>
    changes.flatMap((change) => (change.kind === kind ? [change.award] : []));
  const earned = changes.flatMap((change) =>
    change.kind === "earned" ? [{ target: change.target, credits: null, outcomes: [] }] : [],
  );
  return {
    on: changes.find((change) => change.kind === "on")?.date ?? null,
    count_unrecognised,
    choices,
    what_if: { drop: awards("dropped"), expire: awards("expired"), add: earned, switch: {} },
  };
}

function about(change: Change): string {
  switch (change.kind) {
    case "dropped":
    case "expired":
      return `award ${change.award}`;
    case "earned":
      return `target ${change.target}`;
    case "on":
      return "day";
  }
}
