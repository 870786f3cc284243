import { say } from "../../words/index";
import type { Source } from "./intake.svelte";

/** What credentials come in. A file of another kind may still be dropped; its content decides. */
export const KINDS = [
  ".jsonld",
  ".json",
  ".1ob",
  ".jws",
  ".jwt",
  ".png",
  ".svg",
  ".zip",
  ".txt",
  ".eml",
  "application/json",
  "application/zip",
  "image/png",
  "image/svg+xml",
  "text/plain",
];

/** A file as something to read, under its own name. */
export function asSource(file: File): Source {
  return { name: file.name, label: `“${file.name}”`, blob: file };
}

/** Pasted text as something to read. */
export function pastedText(text: string): Source {
  return { name: "", label: say("add.pasted"), blob: new Blob([text]) };
}

/** The files in what was dropped or pasted. */
export function filesIn(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])];
}
