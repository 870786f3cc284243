import { describe, expect, test } from "vitest";

import { country, day, daysBetween, duration, language, moment, size } from "../../src/words/format";
import { pick } from "../../src/words/pick";

describe("day", () => {
  test.each([
    ["2026-05-30", "30 May 2026"],
    ["2026-05-30T00:00:00+03:00", "30 May 2026"],
    ["2026-05-29T23:30:00-05:00", "29 May 2026"],
    // Midnight in Helsinki, where the tests live.
    ["2026-05-29T21:00:00Z", "30 May 2026"],
    ["2026-05-30T10:00:00", "30 May 2026"],
    ["last spring", "last spring"],
    ["2026-13-45", "2026-13-45"],
  ])("%s reads %s", (issued, words) => {
    expect(day(issued)).toBe(words);
  });
});

describe("moment", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  test.each([
    ["2026-11-22T07:12:00Z", "today at 09:12"],
    ["2026-11-21T21:30:00Z", "yesterday at 23:30"],
    ["2026-11-03T07:12:00Z", "on 3 November 2026 at 09:12"],
    ["2026-11-23T07:12:00Z", "on 23 November 2026 at 09:12"],
    ["soon", "at an unknown time"],
  ])("%s reads %s", (at, words) => {
    expect(moment(at, now)).toBe(words);
  });
});

test("days are counted by the calendar, not by the clock", () => {
  expect(daysBetween(new Date("2026-11-22T21:59:00Z"), new Date("2026-11-22T22:01:00Z"))).toBe(1);
  expect(daysBetween(new Date("2026-11-22T10:00:00Z"), new Date("2027-01-14T00:00:00Z"))).toBe(53);
});

test.each([
  ["PT405H", "405 hours"],
  ["PT1H", "1 hour"],
  ["P1M", "1 month"],
  ["PT1.5H", "1.5 hours"],
  ["P1Y2M3DT4H5M", "1 year, 2 months, 3 days, 4 hours and 5 minutes"],
  ["P", "P"],
  ["", ""],
  ["a week or so", "a week or so"],
])("the duration %s reads %s", (issued, words) => {
  expect(duration(issued)).toBe(words);
});

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [148_400, "148 kB"],
  [1_260_000, "1.3 MB"],
])("%d bytes read %s", (bytes, words) => {
  expect(size(bytes)).toBe(words);
});

test("a country is named by its code only", () => {
  expect(country("FI")).toBe("Finland");
  expect(country("Suomi")).toBe("Suomi");
});

test("a language is named by its tag only", () => {
  expect(language("fi")).toBe("Finnish");
  expect(language("http://example.org/fi")).toBeUndefined();
  expect(language("und")).toBeUndefined();
});

describe("pick", () => {
  const text = { cs: "Baterie", en: "Batteries", fi: "Akut" };
  test("serves the first preferred language, regional or not", () => {
    expect(pick(text, ["sv-FI", "fi-FI"])).toEqual({ text: "Akut", lang: "fi" });
  });
  test("falls back to English, then to any language", () => {
    expect(pick(text, ["sv"])).toEqual({ text: "Batteries", lang: "en" });
    expect(pick({ cs: "Baterie" }, ["sv"])).toEqual({ text: "Baterie", lang: "cs" });
  });
  test("marks no language when none is given", () => {
    expect(pick({ und: "Akku" }, ["sv"])).toEqual({ text: "Akku" });
  });
  test("finds nothing where there is nothing", () => {
    expect(pick({}, ["fi"])).toBeUndefined();
    expect(pick({ fi: "" }, ["fi"])).toBeUndefined();
  });
  test("does not take inherited properties for languages", () => {
    expect(pick({ en: "Batteries" }, ["constructor"])).toEqual({ text: "Batteries", lang: "en" });
  });
});
