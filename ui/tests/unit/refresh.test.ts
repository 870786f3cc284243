import { expect, test } from "vitest";

import type { Backend } from "../../src/backend/index";
import { Refresh } from "../../src/refresh.svelte";

/** A backend in which these records are due; some cannot be checked. */
function backend(due: readonly string[], failing: readonly string[] = [], seen: string[] = []): Backend {
  return {
    due: async () => [...due],
    recheck: async (record: string) => {
      seen.push(record);
      if (failing.includes(record)) throw { code: "record_unknown", detail: {} };
    },
  } as unknown as Backend;
}

test("one that cannot be checked does not keep the others from it", async () => {
  const seen: string[] = [];
  const refresh = new Refresh(backend(["a", "b", "c"], ["b"], seen));
  await refresh.run();
  expect(seen).toEqual(["a", "b", "c"]);
  expect([refresh.done, refresh.running]).toEqual([2, false]);
});

test("nothing more is checked once it was stopped", async () => {
  const seen: string[] = [];
  const refresh = new Refresh(backend(["a", "b"], [], seen));
  refresh.stop();
  await refresh.run();
  expect(seen).toEqual([]);
});

test("a wallet that was locked meanwhile ends it quietly", async () => {
  const refresh = new Refresh({ due: () => Promise.reject(new Error("locked")) } as unknown as Backend);
  await refresh.run();
  expect([refresh.done, refresh.running]).toEqual([0, false]);
});
