import { asFault, type Fault } from "../../backend/fault";
import type { Backend } from "../../backend/index";
import type { Card } from "../../backend/types/Card";
import type { Overview } from "../../backend/types/Overview";
import type { Section } from "../../backend/types/Section";
import { PAGE, soughtFrom, type Looking } from "./looking";

/** A list that is as long as the wallet, of which only the pages that were looked at are here. */
export class Shelf {
  /** The wallet as a whole. */
  overview = $state.raw<Overview>();
  /** The groups of the list, in order; one without a head when there are none. */
  sections = $state.raw<readonly Section[]>([]);
  /** Credentials that fit, on all pages; undefined until the first page is here. */
  found = $state<number>();
  /** Credentials in the place that is looked at, whatever the search. */
  total = $state(0);
  fault = $state.raw<Fault>();
  #pages = $state.raw<ReadonlyMap<number, readonly Card[]>>(new Map());
  #asked = new Set<number>();
  #looking: Looking | undefined;
  /** Grows with every new list; answers about an older one are let go. */
  #list = 0;

  constructor(private readonly backend: Backend) {}

  /** Number of pages. */
  get pages(): number {
    return Math.ceil((this.found ?? 0) / PAGE);
  }

  /** The cards of a page; undefined until they are here. */
  page(at: number): readonly Card[] | undefined {
    return this.#pages.get(at);
  }

  /** Every card that is here. */
  get cards(): Card[] {
    return [...this.#pages.values()].flat();
  }

  /** Looks anew. What is on the screen stays until the answer is here. */
  async look(looking: Looking): Promise<void> {
    const list = ++this.#list;
    try {
      const [overview, first] = await Promise.all([
        this.backend.overview(),
        this.backend.browse(soughtFrom(looking, 0)),
      ]);
      if (list !== this.#list) return;
      this.#looking = { ...looking };
      this.#asked = new Set([0]);
      this.#pages = new Map([[0, first.cards]]);
      this.overview = overview;
      this.sections = first.sections.length > 0 ? first.sections : [{ name: "", credentials: first.found }];
      this.found = first.found;
      this.total = first.total;
      this.fault = undefined;
    } catch (reason) {
      if (list === this.#list) this.fault = asFault(reason);
    }
  }

  /** Fetches a page, unless it is here or on its way. */
  async want(at: number): Promise<void> {
    const [list, looking] = [this.#list, this.#looking];
    if (looking === undefined || this.#asked.has(at)) return;
    this.#asked.add(at);
    try {
      const { cards } = await this.backend.browse(soughtFrom(looking, at * PAGE));
      if (list === this.#list) this.#pages = new Map(this.#pages).set(at, cards);
    } catch (reason) {
      if (list === this.#list) this.fault = asFault(reason);
    }
  }

  /** The records of everything that fits, on all pages. */
  async all(): Promise<string[]> {
    return this.#looking === undefined ? [] : this.backend.find(soughtFrom(this.#looking, 0));
  }
}
