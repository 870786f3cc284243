import type { Backend } from "../../backend/index";
import type { Place } from "../../backend/types/Place";
import { say } from "../../words/index";

/** Something that was done to credentials, in words, and how it is undone. */
export type Done = { readonly said: string; readonly undo?: () => Promise<Done> };

/** Puts credentials into the archive, or takes them out. */
export async function archive(backend: Backend, records: readonly string[], away: boolean): Promise<Done> {
  const changed = await backend.archive(records, away);
  return {
    said: say(away ? "bulk.archived" : "bulk.taken_out", { n: changed.length }),
    ...(changed.length > 0 && { undo: () => archive(backend, changed, !away) }),
  };
}

/** Puts credentials into a collection. */
export async function gather(backend: Backend, collection: string, records: readonly string[]): Promise<Done> {
  const changed = await backend.gather(collection, records);
  return {
    said: say("bulk.gathered", { n: changed.length, collection }),
    ...(changed.length > 0 && { undo: () => scatter(backend, collection, changed) }),
  };
}

/** Takes credentials out of a collection. */
export async function scatter(backend: Backend, collection: string, records: readonly string[]): Promise<Done> {
  const changed = await backend.scatter(collection, records);
  return {
    said: say("bulk.scattered", { n: changed.length, collection }),
    ...(changed.length > 0 && { undo: () => gather(backend, collection, changed) }),
  };
}

/** Removes a collection; its credentials stay. */
export async function dissolve(backend: Backend, collection: string): Promise<Done> {
  const members = await backend.dissolve(collection);
  return { said: say("collections.dissolved", { collection }), undo: () => gather(backend, collection, members) };
}

/** Deletes credentials, for good. */
export async function remove(backend: Backend, records: readonly string[]): Promise<Done> {
  return { said: say("bulk.deleted", { n: await backend.removeAll(records) }) };
}

/** True where the credentials of a place lie in the archive. */
export function isAway(place: Place): boolean {
  return place.is === "archive";
}
