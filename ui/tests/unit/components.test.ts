import { flushSync, mount, unmount, type Component } from "svelte";
import { afterEach, describe, expect, test } from "vitest";

import { claim, detailOf, party } from "../../src/backend/mock/make";
import { KEPT } from "../../src/backend/mock/credentials";
import Checks from "../../src/components/Checks.svelte";
import FaultNotice from "../../src/components/FaultNotice.svelte";
import VerdictPanel from "../../src/components/VerdictPanel.svelte";
import { lines } from "../../src/report/checks";
import { unsignedLines } from "../../src/report/unsigned";
import Part from "../../src/screens/credential/Part.svelte";
import Says from "../../src/screens/credential/Says.svelte";
import Unsigned from "../../src/screens/credential/Unsigned.svelte";
import { CHECKED, failed, report } from "./sample";

let shown: Record<string, unknown> | undefined;

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): HTMLElement {
  shown = mount(component, { target: document.body, props });
  flushSync();
  return document.body;
}

/** The text of an element as it is read out, with single spaces. */
function text(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

describe("the verdict panel", () => {
  test.each([
    ["verified", "Verified"],
    ["unrecognised", "Genuine, but the provider is not recognised"],
    ["undetermined", "Could not be fully checked"],
    ["invalid", "Not valid"],
  ] as const)("says %s in its heading, by shape and by surface", (verdict, headline) => {
    const body = show(VerdictPanel, { verdict, why: "For this reason.", lines: lines(report()) });
    expect(text(body.querySelector("h2"))).toBe(headline);
    expect(text(body.querySelector(".verdict__why"))).toBe("For this reason.");
    expect(body.querySelector(".mark use")?.getAttribute("href")).toBe(`#v-${verdict}`);
    expect(body.querySelector(`.is-${verdict}`)).not.toBeNull();
  });

  test("counts the checks one step down, open at first", () => {
    const body = show(VerdictPanel, { verdict: "verified", why: "", lines: lines(report()) });
    expect(text(body.querySelector("details[open] summary"))).toBe("What was checked: 6 passed, 2 not needed");
  });
});

describe("the checks", () => {
  test("are eight, in the order of the report, each with its outcome before the sentence", () => {
    const body = show(Checks, { lines: lines(report([failed("signature", "signature_mismatch")])) });
    const items = [...body.querySelectorAll("li")].map(text);
    expect(items).toHaveLength(8);
    expect(items[0]).toBe("Format. Passed: It reads cleanly as a European Digital Credential.");
    expect(items[1]).toBe("Signature. Failed: It was changed after it was signed.");
    expect(items[6]).toBe("Holder. Not needed: Not needed for your own copy.");
  });

  test("show a remark as a remark", () => {
    const body = show(Checks, { lines: lines(report([failed("schema", "rule_broken", { rule: "A.b 1..1" })])) });
    const last = [...body.querySelectorAll("li")].at(-1) ?? null;
    expect(text(last)).toContain("Passed with a remark:");
    expect(last?.querySelector("use")?.getAttribute("href")).toBe("#i-note");
  });
});

test("a fault is announced with what, what it means and what to do", () => {
  const body = show(FaultNotice, { fault: { code: "empty", detail: {} }, name: "“a.json”" });
  expect(text(body.querySelector("[role=alert]"))).toBe(
    "“a.json” is empty There was nothing in it to read. Nothing was added. Download or copy it again, then add it again.",
  );
});

describe("what a credential says", () => {
  test("is text, whatever it looks like", () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const main = claim({ title: { en: "x" }, outcomes: [{ title: { en: hostile }, skills: [], level: null, kind: null, reuse: null, process: null, notes: [] }] });
    const body = show(Says, { view: report().claims, main });
    expect(body.querySelector("img")).toBeNull();
    expect(text(body.querySelector(".bullets li"))).toBe(hostile);
  });

  test("carries the language of every text", () => {
    const main = claim({ title: { fi: "Akut" }, description: { fi: "Kuvaus" } });
    const body = show(Says, { view: report().claims, main });
    expect(body.querySelector(".prose [lang=fi]")?.textContent).toBe("Kuvaus");
  });

  test("names every skill once", () => {
    const skills = [{ id: null, label: { en: "sort waste" } }];
    const outcomes = [1, 2].map((n) => ({ title: { en: `${n}` }, skills, level: null, kind: null, reuse: null, process: null, notes: [] }));
    const body = show(Says, { view: report().claims, main: claim({ title: {}, outcomes }) });
    expect([...body.querySelectorAll(".chips li")].map(text)).toEqual(["sort waste"]);
  });
});

describe("a badge", () => {
  const badge = (record: string) => {
    const found = KEPT.find((one) => one.record === record);
    if (found === undefined) throw new Error(`no ${record}`);
    return detailOf(found, CHECKED).report;
  };

  test("loses no section when it has all of them, and shows no empty one", () => {
    const full = badge("cell-assembly");
    const body = show(Says, { view: full.claims, main: full.claims.claims[0] });
    expect([...body.querySelectorAll("h2")].map(text)).toEqual([
      "What the learner can do",
      "Results",
      "What had to be done",
      "About this credential",
      "What it corresponds to",
      "What the provider looked at",
    ]);
  });

  test("without anything but a title shows nothing", () => {
    const main = claim({ title: { en: "x" } });
    const body = show(Says, { view: { ...report().claims, issuer: party({ en: "A" }, null), claims: [main] }, main });
    expect(text(body)).toBe("");
  });

  test("has its addresses as text, never as links", () => {
    const full = badge("cell-assembly");
    const body = show(Says, { view: full.claims, main: full.claims.claims[0] });
    expect(body.querySelectorAll("a, img")).toHaveLength(0);
    expect(text(body)).toContain("http://data.europa.eu/esco/skill/");
  });

  test("says aloud which level of the scale was reached", () => {
    const full = badge("cell-assembly");
    const body = show(Says, { view: full.claims, main: full.claims.claims[0] });
    const levels = [...body.querySelectorAll(".scale li")].map(text);
    expect(levels).toEqual(["Beginner", "With guidance", "Independent (Reached)", "Expert"]);
  });

  test("inside another claim keeps its results, criteria and alignments", () => {
    const [main] = badge("cell-assembly").claims.claims;
    const body = show(Part, { claim: main ?? claim({ title: {} }) });
    expect([...body.querySelectorAll(".label")].map(text)).toEqual(["Skills named by the provider", "Results", "What had to be done", "What it corresponds to"]);
  });

  test("names every unsigned line up to a bound, and counts the rest", () => {
    const parts = Array.from({ length: 25 }, (_, at) => ({ at: `/x${at}`, why: "undefined_term", value: "<b>1</b>" }));
    const body = show(Unsigned, { lines: unsignedLines(parts) });
    expect(text(body.querySelector("h2"))).toBe("25 lines are not signed");
    expect(body.querySelectorAll(".unsigned li")).toHaveLength(20);
    expect(text(body)).toContain("And 5 more.");
    expect(body.querySelector("bdi b")).toBeNull();
  });
});

test("a credential of no known kind is told statement by statement, each value in its language", () => {
  const crane = KEPT.find(({ record }) => record === "crane-driver");
  const { claims } = detailOf(crane ?? KEPT[0]!, CHECKED).report;
  const body = show(Says, { view: claims, main: undefined });
  expect(text(body.querySelector("h2"))).toBe("About Elina Koskivaara");
  expect([...body.querySelectorAll("dt")].map(text)).toEqual([
    "given name",
    "licence class",
    "may drive at night",
    "examination",
    "date",
    "examiner",
  ]);
  expect(body.querySelector("[lang=ar]")?.tagName).toBe("BDI");
  expect(text(body)).toContain("24 June 2026");
});

test("the invented wallet covers the four verdicts", () => {
  const verdicts = new Set(KEPT.map((one) => detailOf(one, CHECKED).report.verdict));
  expect([...verdicts].sort()).toEqual(["invalid", "undetermined", "unrecognised", "verified"]);
});
