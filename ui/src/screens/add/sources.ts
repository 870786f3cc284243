import type { Fault } from "../../backend/fault";
import { MAX_FOLDER_FILES } from "../../words/fault";
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

/**
 * The files in what was dropped or pasted, those of its folders among them; nothing when it holds no file.
 * Only while the event is told does the browser say which of them are folders, so that this does not wait for anything first.
 */
export function sourcesIn(transfer: DataTransfer | null): Promise<Source[]> | undefined {
  const files = [...(transfer?.files ?? [])];
  if (files.length === 0) return undefined;
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === "file");
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  return entries.some(isFolder) ? found(entries) : Promise.resolve(files.map(asSource));
}

/** The bytes of a file. A folder has none, nor has what went away since; both are told as a fault. */
export async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw UNUSABLE;
  }
}

/** The files of folders, at any depth and by name. A folder inside that may not be opened hides no other. */
async function found(entries: readonly FileSystemEntry[]): Promise<Source[]> {
  const sources: Source[] = [];
  const pending = [...entries];
  for (let seen = 0, next = pending.shift(); next; next = pending.shift()) {
    seen += 1;
    // Folders count as well, so that one that leads back into itself comes to an end.
    if (seen > MAX_FOLDER_FILES) throw { code: "folder_too_large", detail: {} } satisfies Fault;
    if (isFolder(next)) pending.unshift(...(await inside(next).catch(() => [])));
    else sources.push(await sourceOf(next as FileSystemFileEntry));
  }
  if (sources.length === 0) throw { code: "folder_empty", detail: {} } satisfies Fault;
  return sources;
}

/** What lies in a folder. It is handed over in portions, the last of which is empty. */
async function inside(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length > MAX_FOLDER_FILES) break;
    all.push(...some);
  }
  return all.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** A file of a folder, called by its way from there. */
function sourceOf(entry: FileSystemFileEntry): Promise<Source> {
  const label = `“${entry.fullPath.replace(/^\//, "")}”`;
  return new Promise((resolve, reject) => {
    entry.file((blob) => resolve({ name: entry.name, label, blob }), () => reject(UNUSABLE));
  });
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

const UNUSABLE: Fault = { code: "file_unusable", detail: {} };
