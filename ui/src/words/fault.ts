import type { Fault } from "../backend/fault";
import { size } from "./format";
import { say, sayIfKnown, type Values } from "./index";

/** Largest input that is read at all, in bytes; the same bound as `MAX_INPUT_BYTES` in the core. */
export const MAX_INPUT_BYTES = 20 * 1024 * 1024;

/** The same bound as people read it, rounded down. */
export const INPUT_LIMIT = size(20_000_000);

/** Largest archive that is opened, in bytes; the same bound as `MAX_ARCHIVE_BYTES` in the core. */
export const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;

/** Most files of a folder that are read at once; the same bound as `MAX_FOLDER_FILES` in the shell. */
export const MAX_FOLDER_FILES = 10_000;

/** Largest file of rules that is read, in bytes; the same bound as `MAX_FILE_BYTES` in the engine. */
export const MAX_RULES_BYTES = 16 * 1024 * 1024;

/** Largest trust list, in bytes; the same bound as `MAX_TRUST_LIST_BYTES` in the core. */
export const MAX_TRUST_LIST_BYTES = 16 * 1024 * 1024;

const RULES_LIMIT = size(16_000_000);

/** Largest table of names of skills, in bytes; the same bound as `MAX_LABEL_FILE_BYTES` in the core. */
export const MAX_LABEL_FILE_BYTES = 32 * 1024 * 1024;

const LABELS_LIMIT = size(32_000_000);

/** Fewest characters of a passphrase; the core refuses shorter ones too. */
export const MIN_PASSPHRASE_CHARACTERS = 12;

/** A failure in words: what happened, what it means, what to do. */
export type Told = { readonly what: string; readonly means: string; readonly act: string };

/** The words for a failure; a code without words of its own is told as an internal one. */
export function tell(fault: Fault, more: Values = {}): Told {
  const values = {
    count: MIN_PASSPHRASE_CHARACTERS,
    ...fault.detail,
    code: fault.code,
    file_limit: INPUT_LIMIT,
    rules_limit: RULES_LIMIT,
    labels_limit: LABELS_LIMIT,
    keys: pasteKeys(),
    ...more,
  };
  const part = (name: keyof Told) =>
    sayIfKnown(`fault.${fault.code}.${name}`, values) ?? say(`fault.internal.${name}`, values);
  return { what: part("what"), means: part("means"), act: part("act") };
}

/** What is wrong with one entry of a file, by its place from 0. */
export function tellEntry(part: number, code: string): string {
  return tell({ code, detail: {} }, { name: say("add.entry", { n: part + 1 }) }).what;
}

/** The keys that paste on this computer. */
export function pasteKeys(): string {
  return /mac/i.test(navigator.userAgent) ? "⌘V" : "Ctrl+V";
}
