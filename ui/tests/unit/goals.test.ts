import { describe, expect, test } from "vitest";

import { AWARDS } from "../../src/backend/mock/awards";
import { count } from "../../src/backend/mock/count";
import { RULES } from "../../src/backend/mock/rules";
import type { Asked } from "../../src/backend/types/Asked";
import type { Goal } from "../../src/backend/types/Goal";
import type { GoalLine } from "../../src/backend/types/GoalLine";
import type { Tile } from "../../src/backend/types/Tile";
import { amount, isSome, number, unit } from "../../src/goals/credits";
import { asOnePiece, groupsOf, tilesById } from "../../src/goals/drawing";
import { inOneLine, marks, ruled, standing } from "../../src/goals/standing";
import { unitNames } from "../../src/goals/units";
import { gapInAll, gapsOf } from "../../src/screens/goal/gaps";
import { spareOf, why } from "../../src/screens/goal/spare";
import { askedWith, told, withChange, withoutChange, type Change } from "../../src/screens/goal/trial";
import { themes } from "../../src/screens/skills/themes";
import { NOW } from "./sample";

const AS_IS = askedWith([], {}, false);

/** A goal of the mock, counted as asked. */
function goal(id: string, asked: Asked = AS_IS): Goal {
  const rules = RULES.find((one) => one.id === id);
  if (rules === undefined) throw new Error(`no ${id}`);
  return count(rules, asked, { awards: AWARDS, decisions: [], chosen: null, added: false, unexpressed: [], today: "2026-11-22" });
}

function line(change: Partial<GoalLine> = {}): GoalLine {
  return { ...goal("vehicle-sector").line, ...change };
}

/** The vehicle sector with some tiles changed. */
function withTiles(change: (tile: Tile) => Partial<Tile>): Goal {
  const vehicles = goal("vehicle-sector");
  const fields = vehicles.fields.map((field) => ({
    ...field,
    tiles: field.tiles.map((tile) => ({ ...tile, ...change(tile) })),
  }));
  return { ...vehicles, fields };
}

describe("an amount", () => {
  test.each([
    ["15", "fi-competence-point", "15 points"],
    ["1", "fi-competence-point", "1 point"],
    ["4.5", "ects", "4.5 ECTS credits"],
    ["1500", "somebody’s own", "1,500 credits"],
  ])("of %s in %s is %j", (credits, framework, said) => {
    expect(amount(credits, framework)).toBe(said);
  });

  test("that is no number is shown as it stands", () => {
    expect(number("about ten")).toBe("about ten");
    expect(unit("about ten", "ects")).toBe("ECTS credits");
  });

  test("of nothing is nothing", () => {
    expect([null, "0", "0.0", "0.5"].map(isSome)).toEqual([false, false, false, true]);
  });
});

describe("how far credentials go", () => {
  test("is said in credits, and never as something one has", () => {
    expect(inOneLine(line())).toBe("130 of 180 points meet the rules");
    expect(inOneLine(line(), true)).toBe("130 of 180 points would meet the rules");
  });

  test("is said in parts where the rules count no credits", () => {
    expect(inOneLine(goal("operator").line)).toBe("3 of 3 parts meet the rules");
    expect(inOneLine(line({ needed: null, parts: { filled: 0, needed: 1 } }))).toBe("0 of one part meets the rules");
  });

  test("is never more than all of it", () => {
    expect(standing(line({ credits: "200" })).share).toBe(1);
    expect(standing(line({ needed: null, parts: { filled: 0, needed: 0 } })).share).toBe(0);
  });
});

describe("rules", () => {
  test("say their level, version and dates", () => {
    expect(ruled(line())).toBe("EQF 4. Published rules of 2017, in force since 1 August 2018.");
    expect(ruled(line({ in_force: ["2018-08-01", "2026-07-31"], eqf_level: null }))).toBe(
      "Published rules of 2017, in force from 1 August 2018 to 31 July 2026.",
    );
    expect(ruled(line({ in_force: [null, "2026-07-31"] }))).toContain("in force until 31 July 2026.");
  });

  test("that nobody published are not called published", () => {
    expect(ruled(line({ standing: "example", in_force: [null, null] }))).toBe("EQF 4. Rules, version 2017.");
    expect(marks(line({ standing: "draft_not_authoritative", added: true }))).toEqual([
      "Draft, not authoritative",
      "Added by you",
    ]);
    expect(marks(line())).toEqual([]);
  });
});

describe("a goal as it is drawn", () => {
  const groups = groupsOf(goal("vehicle-sector"), NOW);
  const pieces = groups.flatMap((group) => group.pieces);
  const called = (name: string) => pieces.find((piece) => piece.name.text === name);

  test("keeps groups and tiles in the order of the rules", () => {
    expect(groups.map(({ name, count }) => [name.text, count])).toEqual([
      ["Compulsory units", "45 of 90"],
      ["Optional units", "50 of 55"],
      ["Common units", "35 of 35"],
    ]);
    expect(groups[0]?.pieces.map(({ name }) => name.text)).toEqual(["Servicing a car or motorcycle", "Repairing a car"]);
  });

  test("weighs each tile by its credits, all of them together by what is asked", () => {
    expect(pieces.reduce((sum, { weight }) => sum + weight, 0)).toBe(180);
  });

  test("reads out amount and state", () => {
    expect(called("Tyre work")?.said).toBe("15 points, filled");
    expect(called("Repairing a car")?.said).toBe("45 points, missing");
    expect(called("Working in the battery industry")?.said).toBe("15 points, filled, added this week");
    expect(called("Any unit")?.said).toBe("5 points, missing, with a choice");
  });

  test("gives filled tiles five colours in turn", () => {
    const filled = pieces.filter(({ look }) => look === "filled");
    expect(filled.map(({ colour }) => colour)).toEqual([1, 2, 3, 4, 5, 1, 2, 3]);
  });

  test("has gold for what came within seven days, unless everything did", () => {
    const later = (days: number) => groupsOf(goal("vehicle-sector"), new Date(NOW.getTime() + days * 86_400_000));
    const gold = (drawn: typeof groups) => drawn.flatMap(({ pieces }) => pieces).filter(({ look }) => look === "new").length;
    expect([0, 4, 5].map((days) => gold(later(days)))).toEqual([1, 1, 0]);
    const vehicles = goal("vehicle-sector");
    const fresh = vehicles.awards.map((award) => ({ ...award, stored_at: "2026-11-22T07:00:00Z" }));
    expect(gold(groupsOf({ ...vehicles, awards: fresh }, NOW))).toBe(0);
  });

  test("marks what is tried out, and never as new", () => {
    const asked = askedWith([{ kind: "earned", target: "105703", title: "" }], {}, false);
    const tried = groupsOf(goal("vehicle-sector", asked), NOW)[0]?.pieces[1];
    expect([tried?.look, tried?.said]).toEqual(["tried", "45 points, filled, tried out"]);
  });

  test("weighs tiles without credits like the smallest that has some, or all alike", () => {
    const some = groupsOf(withTiles(({ target }) => (target === "105703" ? { credits: null } : {})), NOW);
    expect(some[0]?.pieces.map(({ weight, number }) => [weight, number])).toEqual([[45, "45"], [5, ""]]);
    const skills = groupsOf(goal("operator"), NOW)[0];
    expect(skills?.pieces.map(({ weight }) => weight)).toEqual([1, 1, 1]);
    expect([skills?.count, skills?.pieces[2]?.said]).toEqual(["3 of 3", "filled"]);
  });

  test("names a free place by what lies in it", () => {
    expect(called("Working in the battery industry")?.id).toBe(JSON.stringify(["other", "battery-industry", 0]));
  });

  test("tells tiles apart that look alike", () => {
    const alike = withTiles(() => ({ target: "same", award: null }));
    const drawn = groupsOf(alike, NOW).flatMap(({ pieces }) => pieces);
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(11);
    expect([...tilesById(alike).keys()]).toEqual(drawn.map(({ id }) => id));
  });

  test("keeps the language of names that the rules give", () => {
    const finnish = withTiles(({ target }) => (target === "105703" ? { name: { fi: "Auton korjaaminen" } } : {}));
    expect(groupsOf(finnish, NOW)[0]?.pieces[1]?.name).toEqual({ text: "Auton korjaaminen", lang: "fi" });
  });

  test("with too many tiles has one a group, which says how much of it is filled", () => {
    expect(groups.map(asOnePiece).map(({ look, said, weight }) => [look, said, weight])).toEqual([
      ["partly", "45 of 90 filled", 90],
      ["partly", "50 of 55 filled", 55],
      ["filled", "35 of 35 filled", 35],
    ]);
    expect(asOnePiece(groupsOf(goal("ship-engineer"), NOW)[0] ?? groups[0]!).look).toBe("missing");
  });
});

describe("what is missing", () => {
  test("names required units first, then the rest of the group", () => {
    expect(gapsOf(goal("vehicle-sector"))).toEqual(["Repairing a car, 45 points, required", "5 points in “Optional units”"]);
    expect(gapInAll(goal("vehicle-sector"))).toBe("50 points");
  });

  test("names outcomes, and counts no number twice", () => {
    expect(gapsOf(goal("dismantler"))).toEqual([
      "work safely with high voltage, not proven at the level asked",
      "use hand tools, not proven at the level asked",
      "read safety data sheets, not proven at the level asked",
    ]);
    expect(gapInAll(goal("dismantler"))).toBeUndefined();
  });

  test("names floors, numbers and required units without credits", () => {
    const vehicles = goal("vehicle-sector");
    const nothing = { name: {}, credits: "0", mandatory: [], outcomes: [], decisive: false };
    const deficit = { ...nothing, id: "root", number: 2, floors: ["12"] };
    const bare = { target: "x", name: {}, code: "105703", credits: null, up_to: null };
    expect(gapsOf({ ...vehicles, deficits: [deficit, { ...deficit, number: 0, floors: [], mandatory: [bare] }] })).toEqual([
      "2 parts of “the whole”",
      "105703, required",
      "Of it, 12 points must meet a share that the rules set",
    ]);
  });
});

test("a group around others names only what they do not", () => {
  const vehicles = goal("vehicle-sector");
  const whole = { id: "root", name: {}, number: 0, mandatory: [], outcomes: [], floors: [], decisive: false };
  const lines = (credits: string) => gapsOf({ ...vehicles, deficits: [{ ...whole, credits }, ...vehicles.deficits] });
  expect(lines("50")).toEqual(gapsOf(vehicles));
  expect(lines("60")[0]).toBe("10 points in “the whole”");
});

test("units are called as the rules call them, else as the awards do", () => {
  const names = unitNames(goal("vehicle-sector"));
  expect(names.get("105703")).toBe("Repairing a car");
  expect(names.get("104002")).toBe("Looking after a production line");
  expect(names.get("none")).toBeUndefined();
});

describe("what is not used", () => {
  test("says why, with its size; what has nothing to do with the goal comes last", () => {
    expect(spareOf(goal("vehicle-sector")).map(({ title, why }) => [title, why])).toEqual([
      ["Battery passport and traceability", "3 ECTS credits. No agreed conversion of its credits."],
      ["High-voltage safety, level 2", "Carries no credits."],
      ["Reading safety data sheets", "1 ECTS credit. Its provider is not recognised."],
      ["Looking after a production line", "45 points. Fits no place in these rules."],
    ]);
  });

  test("names what stands in its way", () => {
    expect(why("same_unit_counted", "Tyre work, 2023")).toBe("A unit counts once, and Tyre work, 2023 counts");
    expect(why("nested_counted", "")).toContain("something else");
  });
});

describe("a trial", () => {
  const dropped: Change = { kind: "dropped", award: "a", title: "Tyre work" };
  const expired: Change = { kind: "expired", award: "a", title: "Tyre work" };
  const earned: Change = { kind: "earned", target: "a", title: "Repairing a car" };

  test("has one change about each thing, the latest", () => {
    expect([dropped, earned, expired].reduce<readonly Change[]>(withChange, [])).toEqual([earned, expired]);
    const days = withChange([{ kind: "on", date: "2027-01-01" }], { kind: "on", date: "2027-02-01" });
    expect(days).toEqual([{ kind: "on", date: "2027-02-01" }]);
  });

  test("can be undone change by change", () => {
    expect(withoutChange([dropped, earned], dropped)).toEqual([earned]);
  });

  test("asks the wallet for exactly that", () => {
    expect(askedWith([expired, earned, { kind: "on", date: "2027-01-01" }], { field: "f" }, true)).toEqual({
      on: "2027-01-01",
      count_unrecognised: true,
      choices: { field: "f" },
      what_if: { drop: [], expire: ["a"], add: [{ target: "a", credits: null, outcomes: [] }], switch: {} },
    });
  });

  test("is told in words", () => {
    expect([dropped, expired, earned, { kind: "on", date: "2027-01-01" } as const].map(told)).toEqual([
      "Without Tyre work",
      "Tyre work has run out",
      "With Repairing a car",
      "Counted for 1 January 2027",
    ]);
  });
});

test("outcomes of a card stand under their themes, in the order they come in", () => {
  const item = (uri: string, theme: string) => ({
    uri,
    name: {},
    theme: theme ? { en: theme } : {},
    min_level: null,
    state: "missing" as const,
    proofs: [],
  });
  const found = themes([item("a", "Safety"), item("b", ""), item("c", "Safety")]);
  expect(found.map(({ name, items }) => [name, items.map(({ uri }) => uri)])).toEqual([["Safety", ["a", "c"]], ["", ["b"]]]);
});
