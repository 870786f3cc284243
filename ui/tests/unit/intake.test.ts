import { describe, expect, test } from "vitest";

import type { Backend } from "../../src/backend/index";
import { mock } from "../../src/backend/mock/index";
import { inGroups, Intake, type Source } from "../../src/screens/add/intake.svelte";
import { MAX_ARCHIVE_BYTES, MAX_INPUT_BYTES, tell, tellEntry } from "../../src/words/fault";

const backend = mock(new URLSearchParams("start=empty"));

function source(name: string, content: BlobPart): Source {
  return { name, label: name, blob: new Blob([content]) };
}

const good = (mark: number) => source(`good-${mark}`, `{"payload":"${mark}"}`);

describe("an intake", () => {
  test("reads one after another, and a failure stops none", async () => {
    const intake = new Intake(backend);
    await intake.take([good(1), source("photo", "\u0089PNG"), good(2)]);
    expect(intake.outcome).toEqual({ added: 2, duplicates: 0, failed: 1, unreadable: 0, cancelled: 0 });
    expect(intake.failed.map(({ label, fault }) => [label, fault.code])).toEqual([["photo", "unknown_format"]]);
    expect(intake.run).toBeUndefined();
  });

  test("tells what was there already, and lists it once", async () => {
    const intake = new Intake(backend);
    await intake.take([good(3), good(3)]);
    expect(intake.outcome).toMatchObject({ added: 1, duplicates: 1 });
    expect(intake.added).toHaveLength(1);
  });

  test("names the entries of a list that cannot be read, in their order, and keeps the others", async () => {
    const intake = new Intake(backend);
    await intake.take([source("badges.json", '[{"proof":1}, {"no":"credential"}, {"payload":"2"}, 7]')]);
    expect(intake.outcome).toMatchObject({ added: 2, failed: 0, unreadable: 2 });
    expect(intake.failed).toHaveLength(1);
    const [{ label, fault, entries, source: again } = { label: "", fault: { code: "", detail: {} } }] = intake.failed;
    expect(tell(fault, { name: label }).what).toBe("2 entries of badges.json could not be read");
    expect(entries?.map(({ part, code }) => tellEntry(part, code))).toEqual([
      "Entry 2 is not a credential Tessera can read",
      "Entry 4 is not a credential Tessera can read",
    ]);
    expect(again).toBeUndefined();
  });

  test("reads the files of an archive one by one, and groups what failed for one reason", async () => {
    const intake = new Intake(backend);
    await intake.take([source("year.zip", "PK\u0003\u0004".padEnd(64, " ")), good(40)]);
    expect(intake.outcome).toMatchObject({ added: 4, failed: 7 });
    const { groups, alone } = inGroups(intake.failed);
    expect(groups.map((group) => [group[0]?.fault.code, group.length])).toEqual([["no_credential_inside", 6]]);
    expect(alone.map(({ label, source: again }) => [label, again])).toEqual([["“2026/notes.txt”", undefined]]);
  });

  test("tells a damaged archive, and one that is too large before it is read", async () => {
    const intake = new Intake(backend);
    const huge = { slice: () => new Blob(["PK\u0003\u0004"]), size: MAX_ARCHIVE_BYTES + 1 } as unknown as Blob;
    await intake.take([source("cut.zip", "PK\u0003\u0004"), { name: "huge.zip", label: "huge.zip", blob: huge }]);
    expect(intake.failed.map(({ fault }) => fault.code)).toEqual(["archive_too_large", "archive_damaged"]);
  });

  test("stops in a folder when cancelled, keeps what is done, and lets go of the folder", async () => {
    const closed: number[] = [];
    const closing: Backend = { ...backend, closeLot: async (lot) => void closed.push(lot) };
    const intake = new Intake(closing);
    const run = intake.takeFolder();
    while (intake.added.length === 0) await new Promise((resolve) => setTimeout(resolve));
    intake.cancel();
    await run;
    expect(intake.outcome.added + intake.outcome.duplicates + intake.outcome.failed + intake.outcome.cancelled).toBe(10);
    expect(intake.outcome.cancelled).toBeGreaterThan(0);
    expect(closed).toEqual([1]);
  });

  test("joins files to the run that goes on", async () => {
    const intake = new Intake(backend);
    const first = intake.take([good(4)]);
    await intake.take([good(5)]);
    expect(intake.run).toEqual({ done: 0, total: 2 });
    await first;
    expect(intake.outcome.added).toBe(2);
  });

  test("stops when cancelled, and keeps what is done", async () => {
    const intake = new Intake(backend);
    const run = intake.take([good(6), good(7), good(8)]);
    intake.cancel();
    await run;
    expect(intake.outcome).toMatchObject({ added: 1, cancelled: 2 });
  });

  test("keeps what failed, to be tried again", async () => {
    let full = true;
    const storing: Backend = {
      ...backend,
      importBytes: (...given) => (full ? Promise.reject({ code: "storage_full", detail: {} }) : backend.importBytes(...given)),
    };
    const intake = new Intake(storing);
    await intake.take([good(9)]);
    const [failure] = intake.failed;
    expect(failure?.fault.code).toBe("storage_full");
    full = false;
    if (failure) await intake.retry(failure);
    expect(intake.failed).toEqual([]);
    expect(intake.added).toHaveLength(1);
  });

  test("refuses a file over the limit without reading it", async () => {
    const blob = { size: MAX_INPUT_BYTES + 1, slice: () => new Blob(["film"]), arrayBuffer: () => Promise.reject(new Error("was read")) };
    const intake = new Intake(backend);
    await intake.take([{ name: "film", label: "film", blob: blob as unknown as Blob }]);
    expect(intake.failed[0]?.fault.code).toBe("too_large");
  });
});
