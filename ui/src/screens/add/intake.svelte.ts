import { asFault, type Fault } from "../../backend/fault";
import type { Backend } from "../../backend/index";
import type { Imported } from "../../backend/types/Imported";
import type { UnreadablePart } from "../../backend/types/UnreadablePart";
import { MAX_INPUT_BYTES } from "../../words/fault";

/** Something to read: its name for the wallet, what a person calls it, and the bytes on demand. */
export type Source = { readonly name: string; readonly label: string; readonly blob: Blob };

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

  #queue: Source[] = [];
  #serial = 0;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Reads these sources after those that wait already. */
  async take(sources: readonly Source[]): Promise<void> {
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
    this.#queue = [];
  }

  /** Notes a failure that belongs to no file. */
  fail(code: string, label = ""): void {
    this.#failed({ label, fault: { code, detail: {} } });
  }

  /** Forgets a failure. */
  dismiss(failed: Failed): void {
    this.failed = this.failed.filter((one) => one.id !== failed.id);
  }

  /** Reads once more what failed. */
  async retry(failed: Failed): Promise<void> {
    this.dismiss(failed);
    if (failed.source) await this.take([failed.source]);
  }

  async #read(source: Source): Promise<void> {
    try {
      // Refused before it is read, so that a film does not fill the memory.
      if (source.blob.size > MAX_INPUT_BYTES) throw { code: "too_large", detail: {} } satisfies Fault;
      const bytes = new Uint8Array(await source.blob.arrayBuffer());
      const { taken, unreadable } = await this.#backend.importBytes(source.name, bytes);
      this.#kept(taken);
      if (unreadable.length > 0) this.#unreadable(unreadable, source);
    } catch (reason) {
      this.outcome = { ...this.outcome, failed: this.outcome.failed + 1 };
      this.#failed({ label: source.label, fault: asFault(reason), source });
    }
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

  #unreadable(entries: readonly UnreadablePart[], { label }: Source): void {
    const n = entries.length;
    this.outcome = { ...this.outcome, unreadable: this.outcome.unreadable + n };
    this.#failed({ label, fault: { code: "entries_unreadable", detail: { n: String(n) } }, entries });
  }

  #failed(failed: Omit<Failed, "id">): void {
    this.#serial += 1;
    this.failed = [{ id: this.#serial, ...failed }, ...this.failed];
  }
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
