import { expect, test } from "vitest";

import type { Backend } from "../../src/backend/index";
import { mock } from "../../src/backend/mock/index";
import type { Found } from "../../src/backend/types/Found";
import type { Match } from "../../src/backend/types/Match";
import type { Outlook } from "../../src/backend/types/Outlook";
import type { Showing } from "../../src/backend/types/Showing";
import { Desk } from "../../src/screens/verify/desk.svelte";
import { inBrief, ranked } from "../../src/screens/verify/matched";

const real = mock(new URLSearchParams("start=open"));

function source(name: string, content: BlobPart = "") {
  return { name, label: name, blob: new Blob([content]) };
}

/** A desk whose next reading ends when the test says so, and what was asked of the program, in order. */
function slow() {
  const real = mock(new URLSearchParams("start=open"));
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

test("everything is matched with a goal, and with another one, and with rules in a file", async () => {
  const { desk } = slow();
  await desk.take([source("battery-industry.png")]);
  expect(desk.matches.size).toBe(0);
  await desk.match("operator", false);
  expect([desk.matching?.goal.id, desk.matches.get(desk.shown[0]?.number ?? 0)?.outlook]).toEqual(["operator", "not_met"]);
  await desk.take([source("high-voltage.png")]);
  expect(desk.matches.size).toBe(2);
  await desk.match(null, true);
  expect([desk.matching?.count_unrecognised, desk.matches.size]).toEqual([true, 2]);

  await desk.matchWithFile(new File(["no rules"], "role.json"));
  expect([desk.failed[0]?.label, desk.failed[0]?.fault.code]).toEqual(["“role.json”", "wrong_shape"]);
  expect(desk.matching?.goal.id).toBe("operator");
  await desk.matchWithFile(new File(["{}"], "role.json"));
  expect(desk.matching?.goal.id).toBe("in-a-file");

  await desk.clear();
  expect([desk.matches.size, desk.matching?.goal.id]).toEqual([0, "in-a-file"]);
  await desk.stopMatching();
  expect(desk.matching).toBeUndefined();
});

test("a goal that is chosen while something is read waits for it", async () => {
  const { desk, asked, end } = slow();
  const reading = desk.take([source("slow.png")]);
  await new Promise((resume) => setTimeout(resume));
  const matching = desk.match("operator", false);
  expect(desk.matching).toBeUndefined();
  end();
  await Promise.all([reading, matching]);
  expect([asked.length, desk.matches.size]).toEqual([1, 1]);
});

test("whoever meets the goal comes first, then who may, then who lacks least", () => {
  const showing = (number: number) => ({ ...SHOWING, number });
  const match = (number: number, outlook: Outlook, missing: number): [number, Match] => [
    number,
    { number, goal: "g", version: "1", outlook, missing: { mandatory: 0, number: missing, credits: "0" }, uncounted: 0 },
  ];
  const matches = new Map([match(1, "not_met", 3), match(2, "not_met", 1), match(3, "unknown", 2), match(4, "met", 0)]);
  const order = (all: ReadonlyMap<number, Match>) => ranked([1, 2, 3, 4].map(showing), all).map(({ number }) => number);
  expect(order(matches)).toEqual([4, 3, 2, 1]);
  expect(order(new Map())).toEqual([1, 2, 3, 4]);
});

test("how far it goes is said in a few words", () => {
  const brief = (outlook: Outlook, number: number, credits: string) =>
    inBrief({ number: 1, goal: "g", version: "1", outlook, missing: { mandatory: 0, number, credits }, uncounted: 0 }, "ects");
  expect(brief("met", 0, "0")).toBe("Meets it");
  expect(brief("unknown", 2, "0")).toBe("Not known");
  expect(brief("not_met", 1, "0")).toBe("1 missing");
  expect(brief("not_met", 3, "0")).toBe("3 missing");
  expect(brief("not_met", 0, "15")).toBe("15 ECTS credits missing");
  expect(brief("not_met", 0, "0")).toBe("Does not meet it");
});

const SHOWING = (await shownOf("battery-industry.png")) as Showing;

async function shownOf(name: string) {
  const [found] = await real.readShown(name, new Uint8Array(), null);
  return found?.kind === "shown" ? found : undefined;
}
