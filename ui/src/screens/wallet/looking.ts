import type { Grouping } from "../../backend/types/Grouping";
import type { Place } from "../../backend/types/Place";
import type { Sort } from "../../backend/types/Sort";
import type { Sought } from "../../backend/types/Sought";

/** How a person looks at the wallet. It outlives a visit to another screen. */
export type Looking = { search: string; sort: Sort; grouping: Grouping; place: Place };

/** How they look at it at first. */
export const AT_FIRST: Looking = { search: "", sort: "issued", grouping: "provider", place: { is: "current" } };

/** Credentials fetched at a time. */
export const PAGE = 50;

/** The page from a place in the list on. */
export function soughtFrom({ search, sort, grouping, place }: Looking, from: number): Sought {
  return { search: search.trim(), sort, grouping, place, from, limit: PAGE };
}

/** A place as one word, for a list of choices. */
export function placeKey(place: Place): string {
  return place.is === "collection" ? `collection:${place.name}` : place.is;
}

/** The place of a word. */
export function placeOf(key: string): Place {
  if (key.startsWith("collection:")) return { is: "collection", name: key.slice("collection:".length) };
  return key === "archive" || key === "expiring" ? { is: key } : { is: "current" };
}
