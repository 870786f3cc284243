import { asFault, type Fault } from "../../backend/fault";
import type { Backend } from "../../backend/index";
import type { Ask } from "../../backend/types/Ask";
import type { Found } from "../../backend/types/Found";
import type { Match } from "../../backend/types/Match";
import type { Matching } from "../../backend/types/Matching";
import type { Showing } from "../../backend/types/Showing";
import { MAX_ARCHIVE_BYTES, MAX_INPUT_BYTES, MAX_RULES_BYTES } from "../../words/fault";
import { say } from "../../words/index";
import { isArchive, type Source } from "../add/intake.svelte";
import { bytesOf } from "../add/sources";

/** A file of an archive or a folder, read by itself. */
type Item = { readonly label: string; readonly lot: number; readonly place: number; readonly last: boolean };

/** Something that could not be read. */
export type Failed = { readonly id: number; readonly label: string; readonly fault: Fault };

/** Frames of a proof that is not whole yet. */
export type Frames = { readonly seen: number; readonly needed: number };

/** Reads what people show, one after another, and remembers what came of it until it is cleared. */
export class Desk {
  /** How many of the current run were read, and how many there are; absent while idle. */
  run = $state.raw<{ readonly done: number; readonly total: number }>();
  /** What was shown, the newest first. */
  shown = $state.raw<readonly Showing[]>([]);
  /** The one that is looked at. */
  current = $state.raw<Showing>();
  /** Of a proof in several codes, how much was seen. */
  frames = $state.raw<Frames>();
  /** The code that was given out last, until it is answered. */
  asked = $state.raw<Ask>();
  /** Who asks, and what is wanted, a line each: what the next code says. */
  audience = $state("");
  wanted = $state("");
  /** The goal that everything is matched with. */
  matching = $state.raw<Matching>();
  /** How far each showing goes toward it, by number. */
  matches = $state.raw<ReadonlyMap<number, Match>>(new Map());
  /** What could not be read, the newest first. */
  failed = $state.raw<readonly Failed[]>([]);

  #queue: (Source | Item)[] = [];
  #serial = 0;
  /** Count how often reading was stopped, and the desk cleared: what was begun before adds nothing after. */
  #stopped = 0;
  #cleared = 0;
  /** What the program does for all that was read; nothing is read meanwhile. */
  #held: Promise<unknown> | undefined;
  readonly #readings = new Set<Promise<Found[]>>();
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Reads these after those that wait already. */
  async take(sources: readonly (Source | Item)[]): Promise<void> {
    if (sources.length === 0) return;
    this.#queue.push(...sources);
    if (this.run) {
      this.run = { done: this.run.done, total: this.run.total + sources.length };
      return;
    }
    this.failed = [];
    this.run = { done: 0, total: sources.length };
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      await this.#read(next);
      this.run = { done: this.run.done + 1, total: this.run.total };
    }
    this.run = undefined;
  }

  /** Gives out a code; what is read from now on must answer it, until something does. */
  async ask(): Promise<void> {
    try {
      this.asked = await this.#backend.askForProof(this.audience, this.wanted.split("\n"));
    } catch (reason) {
      this.#fail("", asFault(reason));
    }
  }

  /** Matches with a goal; with null, with the same one again. */
  async match(goal: string | null, countUnrecognised: boolean): Promise<void> {
    await this.#match("", () => this.#backend.matchDesk(goal, countUnrecognised));
  }

  /** Matches with the rules in a file. */
  async matchWithFile(file: File): Promise<void> {
    const bytes = file.size > MAX_RULES_BYTES ? undefined : new Uint8Array(await file.arrayBuffer());
    await this.#match(`“${file.name}”`, async () => {
      if (bytes === undefined) throw { code: "rules_too_large", detail: {} } satisfies Fault;
      return this.#backend.matchDeskWithFile(bytes);
    });
  }

  async #match(label: string, act: () => Promise<Matching>): Promise<void> {
    try {
      const matching = await this.#alone(act);
      this.matching = matching;
      this.matches = new Map(matching.matches.map((one) => [one.number, one]));
    } catch (reason) {
      this.#fail(label, asFault(reason));
    }
  }

  /** Matches with nothing any more. */
  async stopMatching(): Promise<void> {
    this.matching = undefined;
    this.matches = new Map();
    await this.#alone(() => this.#backend.stopMatching());
  }

  /** Waits for no answer any more. */
  withdraw(): void {
    this.asked = undefined;
  }

  /** Lets the person choose a folder, and reads the files in it. */
  async takeFolder(): Promise<void> {
    await this.#takeFolder(async () => {
      const lot = await this.#backend.chooseFolder();
      return lot ? itemsOf(lot.lot, lot.files) : [];
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
      return this.#fail(say("add.the_folder"), asFault(reason));
    }
    await this.take(sources);
  }

  /** Looks at one picture of a camera; true once a whole proof was in it. What is no code is passed over. */
  async look(picture: Blob): Promise<boolean> {
    try {
      const bytes = new Uint8Array(await picture.arrayBuffer());
      const found = await this.#judged(() => this.#backend.readShown("", bytes, this.#code));
      this.#found(found.filter(({ kind }) => kind === "shown" || kind === "frame"), "");
      return found.some(({ kind }) => kind === "shown");
    } catch (reason) {
      this.#fail(say("verify.camera"), asFault(reason));
      return true;
    }
  }

  /** Stops after what is being read; what is done stays. */
  cancel(): void {
    this.#stopped += 1;
    const lots = new Set(this.#queue.flatMap((source) => ("lot" in source ? [source.lot] : [])));
    this.#queue = [];
    for (const lot of lots) void this.#backend.closeLot(lot);
  }

  /** Notes a failure that belongs to no file. */
  fail(code: string): void {
    this.#fail("", { code, detail: {} });
  }

  dismiss(...failed: readonly Failed[]): void {
    const ids = new Set(failed.map(({ id }) => id));
    this.failed = this.failed.filter(({ id }) => !ids.has(id));
  }

  /** Forgets everything, here and in the program; also what is being read at this moment. */
  async clear(): Promise<void> {
    this.cancel();
    this.#cleared += 1;
    this.shown = [];
    this.matches = new Map();
    this.failed = [];
    this.current = undefined;
    this.frames = undefined;
    await this.#alone(() => this.#backend.clearDesk());
  }

  /** Does something when nothing is being read, and lets nothing be read until it is done. */
  #alone<T>(act: () => Promise<T>): Promise<T> {
    const done = Promise.allSettled([this.#held, ...this.#readings]).then(act);
    this.#held = done.catch(() => undefined);
    return done;
  }

  get #code(): string | null {
    return this.asked?.code ?? null;
  }

  async #read(source: Source | Item): Promise<void> {
    const cleared = this.#cleared;
    try {
      this.#found(await this.#judged(() => ("lot" in source ? this.#readItem(source) : this.#readFile(source))), source.label);
    } catch (reason) {
      if (cleared === this.#cleared) this.#fail(source.label, asFault(reason));
    }
  }

  /** What a reading finds; nothing when the desk was cleared meanwhile. None begins while it is being cleared. */
  async #judged(read: () => Promise<Found[]>): Promise<Found[]> {
    await this.#held;
    const cleared = this.#cleared;
    const reading = read();
    this.#readings.add(reading);
    try {
      const found = await reading;
      return cleared === this.#cleared ? found : [];
    } finally {
      this.#readings.delete(reading);
    }
  }

  async #readItem({ lot, place, last }: Item): Promise<Found[]> {
    try {
      return await this.#backend.readShownOfLot(lot, place, this.#code);
    } finally {
      if (last) await this.#backend.closeLot(lot);
    }
  }

  /** An archive is opened, and the files in it come next. */
  async #readFile({ name, blob }: Source): Promise<Found[]> {
    const archive = isArchive(await bytesOf(blob.slice(0, 4)));
    const [limit, code] = archive ? [MAX_ARCHIVE_BYTES, "archive_too_large"] : [MAX_INPUT_BYTES, "too_large"];
    if (blob.size > limit) throw { code, detail: {} } satisfies Fault;
    const bytes = await bytesOf(blob);
    if (!archive) return this.#backend.readShown(name, bytes, this.#code);
    const stopped = this.#stopped;
    const { lot, files } = await this.#backend.openArchive(bytes);
    if (stopped !== this.#stopped) {
      await this.#backend.closeLot(lot);
      return [];
    }
    const items = itemsOf(lot, files);
    this.#queue.unshift(...items);
    if (this.run) this.run = { done: this.run.done, total: this.run.total + items.length };
    return [];
  }

  #found(found: readonly Found[], label: string): void {
    for (const one of found) {
      switch (one.kind) {
        case "shown":
          this.shown = [one, ...this.shown];
          if (one.matched !== null) this.matches = new Map(this.matches).set(one.number, one.matched);
          this.current = one;
          this.frames = undefined;
          // What answers the code is signed by its holder, at a time that is told; then the code is used up.
          if (one.made !== null) this.asked = undefined;
          break;
        case "frame":
          this.frames = { seen: one.seen, needed: one.needed };
          break;
        case "spare":
          break;
        case "text":
          this.#fail(label, { code: "link_not_followed", detail: { text: one.text } });
          break;
        case "unreadable":
          this.#fail(label, { code: one.code, detail: {} });
          break;
      }
    }
  }

  #fail(label: string, fault: Fault): void {
    this.#serial += 1;
    this.failed = [{ id: this.#serial, label, fault }, ...this.failed];
  }
}

function itemsOf(lot: number, files: readonly string[]): Item[] {
  return files.map((name, place) => ({ label: `“${name}”`, lot, place, last: place === files.length - 1 }));
}
