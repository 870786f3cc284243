import { flushSync, mount, unmount, type Component } from "svelte";
import { afterEach, describe, expect, test } from "vitest";

import { AWARDS } from "../../src/backend/mock/awards";
import { count } from "../../src/backend/mock/count";
import { RULES } from "../../src/backend/mock/rules";
import type { Goal } from "../../src/backend/types/Goal";
import { groupsOf } from "../../src/goals/drawing";
import About from "../../src/screens/goal/About.svelte";
import { spareOf } from "../../src/screens/goal/spare";
import Standing from "../../src/screens/goal/Standing.svelte";
import Steps from "../../src/screens/goal/Steps.svelte";
import { askedWith, type Change } from "../../src/screens/goal/trial";
import UnitTable from "../../src/screens/goal/UnitTable.svelte";
import GoalRow from "../../src/screens/goals/GoalRow.svelte";
import { NOW } from "./sample";

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

function vehicles(change: Partial<Goal> = {}): Goal {
  const rules = RULES[0];
  if (rules === undefined) throw new Error("no rules");
  const around = { awards: AWARDS, decisions: [], chosen: null, added: false, unexpressed: [], today: "2026-11-22" };
  return { ...count(rules, askedWith([], {}, false), around), ...change };
}

describe("how a goal stands", () => {
  const standing = (goal: Goal, trial = false) => show(Standing, { goal, groups: groupsOf(goal, NOW), trial });

  test("names only the looks that the mosaic has", () => {
    const body = standing(vehicles());
    expect([...body.querySelectorAll(".key li")].map(text)).toEqual(["Filled", "New this week", "Missing"]);
  });

  test("that meets the rules says whose rules, which version and as of when, and no more", () => {
    const goal = vehicles();
    const body = standing({ ...goal, line: { ...goal.line, outlook: "met" } });
    expect(text(body)).toContain(
      "This meets the published rules of Vehicle sector, automotive technology (version 2017), as of 22 November 2026.",
    );
  });

  test("that is not known says on what it depends, and never that rules are met", () => {
    const goal = vehicles({
      open_questions: [
        { award: "battery-industry", reason: "verdict_unknown" },
        { award: null, reason: null },
      ],
    });
    const body = standing({ ...goal, line: { ...goal.line, outlook: "unknown" } });
    expect([...body.querySelectorAll(".bullets li")].map(text)).toEqual([
      "Working in the battery industry: It is not known whether its credential holds",
      "There are so many ways to count that not all were tried.",
    ]);
    expect(text(body)).not.toContain("This meets");
  });

  test("under a trial says so beside the number", () => {
    expect(text(standing(vehicles(), true).querySelector(".total"))).toBe(
      "What if 130 of 180 points would meet the rules",
    );
  });

  test("owns up when a better way to count is not ruled out", () => {
    expect(text(standing(vehicles({ proven_best: false })))).toContain("a better one is not ruled out");
  });
});

test("the table reads unit, field, points and state, and ends with what is not used", () => {
  const goal = vehicles();
  const body = show(UnitTable, { groups: groupsOf(goal, NOW), spare: spareOf(goal) });
  expect([...body.querySelectorAll("thead th")].map(text)).toEqual(["Unit", "Field", "Points", "State"]);
  const rows = [...body.querySelectorAll("tbody tr")].map((row) => [...row.children].map(text));
  expect(rows[1]).toEqual(["Repairing a car", "Compulsory units", "45", "Missing"]);
  expect(rows.at(-1)).toEqual(["Looking after a production line", "–", "45", "Not used"]);
  expect(rows).toHaveLength(15);
});

test("names from rules and credentials are text, whatever they look like", () => {
  const hostile = "<img src=x onerror=alert(1)>\u202e";
  const goal = vehicles();
  const awards = goal.awards.map((award) => ({ ...award, title: hostile }));
  const fields = goal.fields.map((field) => ({
    ...field,
    name: { en: hostile },
    tiles: field.tiles.map((tile) => ({ ...tile, name: { en: hostile }, code: null })),
  }));
  const changed = { ...goal, awards, fields };
  const body = show(UnitTable, { groups: groupsOf(changed, NOW), spare: spareOf(changed) });
  expect(body.querySelector("img")).toBeNull();
  expect(body.textContent).not.toContain("\u202e");
});

describe("ways to get there", () => {
  test("are three at most, name what to earn, and can be tried whole", () => {
    const tried: (readonly Change[])[] = [];
    const body = show(Steps, { goal: vehicles(), ontry: (changes: readonly Change[]) => tried.push(changes) });
    const ways = [...body.querySelectorAll(".steps > li")];
    expect(ways.map((way) => [...way.querySelectorAll("b")].map(text))).toEqual([
      ["Earn Repairing a car", "Earn Digital tools in the workshop"],
      ["Earn Repairing a car", "Earn Meeting customers"],
    ]);
    expect(text(ways[0] ?? null)).toContain("50 points in all.");
    ways[1]?.querySelector("button")?.click();
    expect(tried).toEqual([
      [
        { kind: "earned", target: "105703", title: "Repairing a car" },
        { kind: "earned", target: "105741", title: "Meeting customers" },
      ],
    ]);
  });

  test("with very many parts name a few, and count the rest", () => {
    const [step] = vehicles().next_steps;
    const add = Array.from({ length: 9 }, () => step?.add[0]).filter((one) => one !== undefined);
    const body = show(Steps, { goal: vehicles({ next_steps: [{ add, cost: "405" }] }), ontry: () => {} });
    expect([...body.querySelectorAll(".steps b")].map(text).at(-1)).toBe("and 5 more");
  });
});

test("rules say where they were read, under which terms, and what of their file is not counted with", () => {
  const goal = vehicles({ unexpressed: [{ at: "/a/0", what: "operator" }, { at: "/b", what: "brand_new" }] });
  const body = show(About, { goal, onremove: undefined });
  expect(text(body)).toContain("https://rules.example/vehicle-sector");
  expect([...body.querySelectorAll("li .mono")].map(text)).toEqual(["at /a/0", "at /b"]);
  expect(text(body)).toContain("Something Tessera does not know (brand_new)");
  expect(body.querySelector("a, button")).toBeNull();
});

test("a goal in the list is one link that says how it stands and what weight it has", () => {
  const { line } = vehicles();
  const body = show(GoalRow, { line: { ...line, standing: "draft_not_authoritative", outlook: "unknown" } });
  expect(body.querySelectorAll("a, button")).toHaveLength(1);
  expect(text(body.querySelector("a"))).toBe(
    "Vehicle sector, automotive technology Draft, not authoritative EQF 4. Rules, version 2017, in force since 1 August 2018. " +
      "130 of 180 points meet the rules Not known for certain",
  );
});
