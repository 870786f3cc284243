import { describe, expect, test } from "vitest";

import type { Backend } from "../../src/backend/index";
import { mock } from "../../src/backend/mock/index";
import type { Sought } from "../../src/backend/types/Sought";
import { archive, dissolve, gather } from "../../src/screens/wallet/act";
import { AT_FIRST, PAGE, type Looking } from "../../src/screens/wallet/looking";
import { Shelf } from "../../src/screens/wallet/shelf.svelte";

const ONE_LIST: Looking = { ...AT_FIRST, grouping: "none" };

function wallet(options = "start=open&many=130"): Backend {
  return mock(new URLSearchParams(options));
}

describe("a long list", () => {
  test("fetches each page once, when it is wanted", async () => {
    const asked: number[] = [];
    const backend = wallet();
    const watched: Backend = { ...backend, browse: (sought) => (asked.push(sought.from), backend.browse(sought)) };
    const shelf = new Shelf(watched);
    await shelf.look(ONE_LIST);
    await Promise.all([shelf.want(0), shelf.want(2), shelf.want(2)]);
    expect(asked).toEqual([0, 2 * PAGE]);
    expect([shelf.found, shelf.pages, shelf.page(0)?.length, shelf.page(1), shelf.page(2)?.length]).toEqual([130, 3, 50, undefined, 30]);
    expect(shelf.sections).toEqual([{ name: "", credentials: 130 }]);
    expect(await shelf.all()).toHaveLength(130);
  });

  test("lets go of an answer about an older search", async () => {
    const backend = wallet();
    let release = () => {};
    const held = new Promise<void>((resume) => (release = resume));
    const slow = async (sought: Sought) => {
      if (sought.search === "") await held;
      return backend.browse(sought);
    };
    const shelf = new Shelf({ ...backend, browse: slow });
    const first = shelf.look(ONE_LIST);
    await shelf.look({ ...ONE_LIST, search: "batteries 130" });
    release();
    await first;
    expect(shelf.found).toBe(1);
  });

  test("keeps what is on the screen when looking fails, and says why", async () => {
    const backend = wallet();
    const shelf = new Shelf(backend);
    await shelf.look(ONE_LIST);
    await new Shelf({ ...backend, overview: () => Promise.reject({ code: "wallet_locked", detail: {} }) }).look(ONE_LIST);
    const broken = new Shelf({ ...backend, overview: () => Promise.reject({ code: "wallet_locked", detail: {} }) });
    await broken.look(ONE_LIST);
    expect([broken.fault?.code, broken.found, shelf.found]).toEqual(["wallet_locked", undefined, 130]);
  });
});

describe("an act on several", () => {
  const some = ["battery-industry", "high-voltage"];

  test("is undone by its opposite, for those alone that it changed", async () => {
    const backend = wallet("start=open");
    await archive(backend, some.slice(0, 1), true);
    const done = await archive(backend, some, true);
    expect(done.said).toBe("1 credential was put into the archive.");
    expect((await done.undo?.())?.said).toBe("1 credential was taken out of the archive.");
    expect((await backend.overview()).archived).toBe(1);
  });

  test("that changed nothing has nothing to undo", async () => {
    const backend = wallet("start=open");
    await gather(backend, "Porto", some);
    expect((await gather(backend, "Porto", some)).undo).toBeUndefined();
  });

  test("brings a removed collection back with its credentials", async () => {
    const backend = wallet("start=open");
    await gather(backend, "Porto", some);
    const done = await dissolve(backend, "Porto");
    expect((await backend.overview()).collections).toEqual([]);
    await done.undo?.();
    expect((await backend.overview()).collections).toEqual([{ name: "Porto", credentials: 2 }]);
  });
});
