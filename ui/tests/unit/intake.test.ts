import { describe, expect, test } from "vitest";

import type { Backend } from "../../src/backend/index";
import { mock } from "../../src/backend/mock/index";
import { Intake, type Source } from "../../src/screens/add/intake.svelte";
import { MAX_INPUT_BYTES, tell, tellEntry } from "../../src/words/fault";

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
    const blob = { size: MAX_INPUT_BYTES + 1, arrayBuffer: () => Promise.reject(new Error("was read")) };
    const intake = new Intake(backend);
    await intake.take([{ name: "film", label: "film", blob: blob as unknown as Blob }]);
    expect(intake.failed[0]?.fault.code).toBe("too_large");
  });
});
