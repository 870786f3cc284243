import { expect, test } from "vitest";

import type { Backend } from "../../src/backend/index";
import { mock } from "../../src/backend/mock/index";
import type { Found } from "../../src/backend/types/Found";
import { Desk } from "../../src/screens/verify/desk.svelte";

const real = mock(new URLSearchParams("start=open"));

function source(name: string, content: BlobPart = "") {
  return { name, label: name, blob: new Blob([content]) };
}

/** A desk whose next reading ends when the test says so, and what was asked of the program, in order. */
function slow() {
  const asked: string[] = [];
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const backend: Backend = {
    ...real,
    async readShown(name, bytes, code): Promise<Found[]> {
      asked.push(`read ${name}`);
      if (name === "slow.png") await ended;
      return real.readShown(name, bytes, code);
    },
    async openArchive(bytes) {
      await ended;
      return real.openArchive(bytes);
    },
    closeLot: async () => void asked.push("close"),
    clearDesk: async () => void asked.push("clear"),
  };
  return { desk: new Desk(backend), asked, end };
}

test("what is being read while the desk is cleared does not come back", async () => {
  const { desk, asked, end } = slow();
  const reading = desk.take([source("slow.png"), source("never.png")]);
  await new Promise((resume) => setTimeout(resume));
  const clearing = desk.clear();
  const later = desk.take([source("high-voltage.png")]);
  end();
  await Promise.all([reading, clearing, later]);
  expect(desk.shown.map(({ name }) => name)).toEqual(["high-voltage.png"]);
  // The program forgets after the reading that it had begun, and before the next.
  expect(asked).toEqual(["read slow.png", "clear", "read high-voltage.png"]);
});

test("an archive that opens after somebody stopped is not read", async () => {
  const { desk, asked, end } = slow();
  const reading = desk.take([source("people.zip", "PK\u0003\u0004".padEnd(64, " "))]);
  await new Promise((resume) => setTimeout(resume));
  desk.cancel();
  end();
  await reading;
  expect([desk.shown.length, asked, desk.run]).toEqual([0, ["close"], undefined]);
});
