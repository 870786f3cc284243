import { asFault, type Fault } from "../../backend/fault";
import type { Backend, Lot } from "../../backend/index";
import type { Imported } from "../../backend/types/Imported";
import type { UnreadablePart } from "../../backend/types/UnreadablePart";
import { MAX_ARCHIVE_BYTES, MAX_INPUT_BYTES } from "../../words/fault";
import { say } from "../../words/index";
import { bytesOf } from "./sources";

/** Something to read: its name for the wallet, what a person calls it, and the bytes on demand. */
export type Source = { readonly name: string; readonly label: string; readonly blob: Blob };

/** A file of an archive or a folder, which the wallet reads by itself. */
type Item = { readonly label: string; readonly lot: number; readonly place: number; readonly last: boolean };

/** Work that failed; the source is kept, so that it can be tried again. */
export type Failed = {
  readonly id: number;
  readonly label: string;
  readonly fault: Fault;
  /** The parts of a file that cannot be read, when others of it came in. */
  readonly entries?: readonly UnreadablePart[];
  readonly source?: Source;
};

/** Reads files one after another and remembers what came of each, whatever screen is shown. */
export class Intake {
  /** How many of the current run were read, and how many there are; absent while idle. */
  run = $state.raw<{ readonly done: number; readonly total: number }>();
  /** What came into the wallet, newest first. */
  added = $state.raw<readonly Imported[]>([]);
  /** What could not be read, newest first. */
  failed = $state.raw<readonly Failed[]>([]);
  /** What the last run came to. */
  outcome = $state.raw<Tally>(NOTHING);

  #queue: (Source | Item)[] = [];
  #serial = 0;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Reads these sources after those that wait already. */
  async take(sources: readonly Source[]): Promise<void> {
    await this.#work(sources);
  }

  /** Lets the person choose a folder, and reads the files in it. */
  async takeFolder(): Promise<void> {
    await this.#takeFolder(async () => {
      const lot = await this.#backend.chooseFolder();
      return lot ? itemsOf(lot) : [];
    });
  }

  /** Reads what is found in what was dropped. */
  async takeFound(found: Promise<readonly Source[]>): Promise<void> {
    await this.#takeFolder(() => found);
  }

  async #takeFolder(look: () => Promise<readonly (Source | Item)[]>): Promise<void> {
    let sources;
    try {
      sources = await look();
    } catch (reason) {
      return this.#failed({ label: say("add.the_folder"), fault: asFault(reason) });
    }
    await this.#work(sources);
  }

  async #work(sources: readonly (Source | Item)[]): Promise<void> {
    if (sources.length === 0) return;
    this.#queue.push(...sources);
    if (this.run) {
      this.run = { done: this.run.done, total: this.run.total + sources.length };
      return;
    }
    this.run = { done: 0, total: sources.length };
    this.outcome = NOTHING;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      await this.#read(next);
      this.run = { done: this.run.done + 1, total: this.run.total };
    }
    this.run = undefined;
  }

  /** Stops after the file that is being read; what is done stays. */
  cancel(): void {
    this.outcome = { ...this.outcome, cancelled: this.outcome.cancelled + this.#queue.length };
    const lots = new Set(this.#queue.flatMap((source) => ("lot" in source ? [source.lot] : [])));
    this.#queue = [];
    for (const lot of lots) void this.#backend.closeLot(lot);
  }

  /** Notes a failure that belongs to no file. */
  fail(code: string, label = ""): void {
    this.#failed({ label, fault: { code, detail: {} } });
  }

  /** Forgets failures. */
  dismiss(...failed: readonly Failed[]): void {
    const ids = new Set(failed.map((one) => one.id));
    this.failed = this.failed.filter((one) => !ids.has(one.id));
  }

  /** Reads once more what failed. */
  async retry(failed: Failed): Promise<void> {
    this.dismiss(failed);
    if (failed.source) await this.take([failed.source]);
  }

  async #read(source: Source | Item): Promise<void> {
    try {
      const { taken, unreadable } = await ("lot" in source ? this.#readItem(source) : this.#readFile(source));
      this.#kept(taken);
      if (unreadable.length > 0) this.#unreadable(unreadable, source);
    } catch (reason) {
      this.outcome = { ...this.outcome, failed: this.outcome.failed + 1 };
      const again = "lot" in source ? {} : { source };
      this.#failed({ label: source.label, fault: asFault(reason), ...again });
    }
  }

  async #readItem({ lot, place, last }: Item): Promise<Came> {
    try {
      return await this.#backend.importOfLot(lot, place);
    } finally {
      if (last) await this.#backend.closeLot(lot);
    }
  }

  /** An archive is opened, and the files in it come next. */
  async #readFile({ name, blob }: Source): Promise<Came> {
    const archive = isArchive(await bytesOf(blob.slice(0, 4)));
    // Refused before it is read, so that a film does not fill the memory.
    const [limit, code] = archive ? [MAX_ARCHIVE_BYTES, "archive_too_large"] : [MAX_INPUT_BYTES, "too_large"];
    if (blob.size > limit) throw { code, detail: {} } satisfies Fault;
    const bytes = await bytesOf(blob);
    if (!archive) return this.#backend.importBytes(name, bytes);
    const items = itemsOf(await this.#backend.openArchive(bytes));
    this.#queue.unshift(...items);
    if (this.run) this.run = { done: this.run.done, total: this.run.total + items.length };
    return { taken: [], unreadable: [] };
  }

  #kept(imported: readonly Imported[]): void {
    const fresh = imported.filter((one) => one.stored === "new").length;
    this.outcome = {
      ...this.outcome,
      added: this.outcome.added + fresh,
      duplicates: this.outcome.duplicates + imported.length - fresh,
    };
    const again = new Set(imported.map((one) => one.record));
    this.added = [...imported, ...this.added.filter((one) => !again.has(one.record))];
  }

  #unreadable(entries: readonly UnreadablePart[], { label }: Source | Item): void {
    const n = entries.length;
    this.outcome = { ...this.outcome, unreadable: this.outcome.unreadable + n };
    this.#failed({ label, fault: { code: "entries_unreadable", detail: { n: String(n) } }, entries });
  }

  #failed(failed: Omit<Failed, "id">): void {
    this.#serial += 1;
    this.failed = [{ id: this.#serial, ...failed }, ...this.failed];
  }
}

/** What a file held. */
type Came = { readonly taken: readonly Imported[]; readonly unreadable: readonly UnreadablePart[] };

function itemsOf({ lot, files }: Lot): Item[] {
  return files.map((name, place) => ({ label: `“${name}”`, lot, place, last: place === files.length - 1 }));
}

/** ZIP archives begin so, whatever they are called. */
export function isArchive([p, k, a, b]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/** What a run came to, in numbers. */
export type Tally = {
  readonly added: number;
  readonly duplicates: number;
  readonly failed: number;
  /** Parts of files of which other parts came in. */
  readonly unreadable: number;
  readonly cancelled: number;
};

const NOTHING: Tally = { added: 0, duplicates: 0, failed: 0, unreadable: 0, cancelled: 0 };

/** Fewest failures of one kind that are told together. */
const MANY = 4;

/** Failures that many files share, and the others. A file of which parts came in stands alone. */
export function inGroups(failed: readonly Failed[]): { groups: Failed[][]; alone: Failed[] } {
  const kinds = new Map<string, Failed[]>();
  for (const one of failed.filter(({ entries }) => !entries)) {
    const kind = kinds.get(one.fault.code) ?? [];
    kinds.set(one.fault.code, kind);
    kind.push(one);
  }
  const groups = [...kinds.values()].filter((kind) => kind.length >= MANY);
  const grouped = new Set(groups.flat());
  return { groups, alone: failed.filter((one) => !grouped.has(one)) };
}
