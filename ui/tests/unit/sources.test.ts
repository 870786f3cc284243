import { expect, test } from "vitest";

import { sourcesIn } from "../../src/screens/add/sources";
import { MAX_FOLDER_FILES } from "../../src/words/fault";

type Entry = { readonly name: string; readonly isDirectory: boolean };

function file(path: string): Entry {
  const name = path.split("/").at(-1) ?? path;
  const hand = (take: (file: File) => void) => take(new File([path], name));
  return Object.assign({ name, isDirectory: false }, { fullPath: path, file: hand });
}

/** A folder, which hands over what lies in it one at a time; the browsers do it by the hundred. */
function folder(name: string, inside: readonly Entry[]): Entry {
  const createReader = () => {
    const left = [...inside];
    return { readEntries: (take: (some: Entry[]) => void) => take(left.splice(0, 1)) };
  };
  return Object.assign({ name, isDirectory: true }, { createReader });
}

/** What a browser carries when these are let go of. */
function dropped(...entries: readonly Entry[]): DataTransfer {
  const items = entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry }));
  return { files: entries.map(({ name }) => new File([], name)), items } as unknown as DataTransfer;
}

test("a folder that is dropped is looked through at any depth, by name", async () => {
  const year = folder("year", [file("/year/b.json"), folder("a", [file("/year/a/c.json")])]);
  const found = await sourcesIn(dropped(year));
  expect(found?.map(({ name, label }) => [name, label])).toEqual([
    ["c.json", "“year/a/c.json”"],
    ["b.json", "“year/b.json”"],
  ]);
});

test("a folder without a file is told, and so is one with too many", async () => {
  await expect(sourcesIn(dropped(folder("year", [folder("a", [])])))).rejects.toMatchObject({ code: "folder_empty" });
  const inside: Entry[] = [];
  const endless = folder("endless", inside);
  inside.push(endless);
  await expect(sourcesIn(dropped(endless))).rejects.toMatchObject({ code: "folder_too_large" });
  expect(MAX_FOLDER_FILES).toBe(10_000);
});
