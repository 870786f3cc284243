import type { UnsignedPart } from "../backend/types/UnsignedPart";
import { level, say, sayIfKnown } from "../words/index";

/** A part of the file that no signature covers, in words. */
export type UnsignedLine = {
  readonly at: string;
  /** The names that lead to it, from the outside in. */
  readonly path: readonly string[];
  readonly value: string;
  readonly why: string;
};

/** What no signature covers although it should, in the order of the file. */
export function unsignedLines(parts: readonly UnsignedPart[]): UnsignedLine[] {
  return parts.filter(counts).map(inWords);
}

/** What need not be signed: the direction of texts. */
export function unsignedDirections(parts: readonly UnsignedPart[]): UnsignedLine[] {
  return parts.filter((part) => !counts(part)).map(inWords);
}

/** A JSON pointer as the names that lead there; a number joins the name before it, counted from 1. */
export function path(pointer: string): string[] {
  const steps = pointer.split("/").slice(1).map((step) => level(step.replaceAll("~1", "/").replaceAll("~0", "~")));
  if (steps.length === 0) return [say("unsigned.whole")];
  return steps.reduce<string[]>((names, step) => {
    const last = names.pop();
    if (last === undefined) return [step];
    const numbered = /^\d+$/.test(step) && !/\d$/.test(last);
    return numbered ? [...names, say("unsigned.numbered", { name: last, n: Number(step) + 1 })] : [...names, last, step];
  }, []);
}

/** The same in one line: `credentialSubject › result 2 › status`. */
export function place(pointer: string): string {
  return path(pointer).join(" › ");
}

function counts(part: UnsignedPart): boolean {
  return part.why !== "text_direction";
}

function inWords({ at, value, why }: UnsignedPart): UnsignedLine {
  const reason = sayIfKnown(`unsigned.why.${why}`) ?? say("unsigned.why.unknown", { code: why });
  return { at, path: path(at), value: level(value) || say("unsigned.says_nothing"), why: reason };
}
