import { describe, expect, test } from "vitest";

import { SIGNED } from "../../src/backend/mock/badges";
import { claim, concept, detailOf, nested, party } from "../../src/backend/mock/make";
import type { LearningResult } from "../../src/backend/types/LearningResult";
import type { Report } from "../../src/backend/types/Report";
import { lines, sentence } from "../../src/report/checks";
import { endorsements, inside } from "../../src/report/nested";
import { path, place, unsignedDirections, unsignedLines } from "../../src/report/unsigned";
import { aboutClaim, aboutProvider } from "../../src/screens/credential/about";
import { facts, titleOf } from "../../src/screens/credential/facts";
import { outcomesOf, saysOutcomes, skillsOf } from "../../src/screens/credential/outcomes";
import { measured, needed, outOf, reached, stands, steps, worth } from "../../src/screens/credential/results";
import en from "../../src/words/en.json";
import { sized, spaced } from "../../src/words/format";
import { CHECKED, failed, report } from "./sample";

const [CELLS, LABELS, CRANE] = SIGNED.map((one) => detailOf(one, CHECKED).report) as [Report, Report, Report];

describe("what is not signed", () => {
  test.each([
    ["/credentialSubject/achievement/grade", "credentialSubject › achievement › grade"],
    ["/credentialSubject/result/1/status", "credentialSubject › result 2 › status"],
    ["/a~1b/~0c", "a/b › ~c"],
    ["/list/0/1/x", "list 1 › 1 › x"],
    ["/proof/x", "proof › x"],
    ["", "the whole file"],
  ])("is placed by the names that lead to it: %s", (pointer, words) => {
    expect(place(pointer)).toBe(words);
  });

  test("cannot reorder the line it stands in", () => {
    expect(path("/a\u202Eb")).toEqual(["a b"]);
  });

  test("is a line for each part, save the direction of text", () => {
    const parts = [
      { at: "/x", why: "undefined_term", value: "1" },
      { at: "/name/@direction", why: "text_direction", value: '"rtl"' },
      { at: "/y", why: "brand_new", value: "" },
    ];
    const [first, second, ...more] = unsignedLines(parts);
    expect(first).toMatchObject({ path: ["x"], value: "1", why: en.unsigned.why.undefined_term });
    expect(second).toMatchObject({ value: "nothing", why: "The seal does not cover it (brand_new)." });
    expect(more).toEqual([]);
    expect(unsignedDirections(parts).map(({ at }) => at)).toEqual(["/name/@direction"]);
  });

  test("is named by the format check, and counted when there is more", () => {
    const finding = failed("format", "unsigned_content", { value: "/a/b" });
    const part = (at: string) => ({ at, why: "undefined_term", value: "1" });
    const told = (...unsigned: { at: string; why: string; value: string }[]) => lines(report([finding], { unsigned }))[0]?.sentence;
    expect(told(part("/a/b"))).toBe("This line is not signed: a › b.");
    expect(told(part("/a/b"), part("/c"))).toBe("2 lines are not signed, the first: a › b.");
    expect(told(part("/a/b"), { at: "/d", why: "text_direction", value: "" })).toBe("This line is not signed: a › b.");
  });
});

describe("facts of a badge", () => {
  const named = (about: Report) => Object.fromEntries(facts(about, about.claims.claims[0]).map((fact) => [fact.name, fact]));

  test("call a number alone credits, and never show the fingerprint of an address", () => {
    const about = named(CELLS);
    expect(about["Credits"]?.value.text).toBe("1.5 credits");
    expect(about["Given to"]).toMatchObject({ value: { text: "A hidden e-mail address" } });
    expect(JSON.stringify(about)).not.toContain("sha256$");
  });

  test("say who signed only when the key is shown to be the provider’s", () => {
    expect(named(CELLS)["Signed by"]?.value.text).toBe("Battery Makers’ Guild");
    const checks = CELLS.checks.map((one) => (one.check === "issuer" ? { ...one, outcome: "undetermined" as const } : one));
    expect(named({ ...CELLS, checks })["Signed by"]).toEqual({ name: "Signed by", value: { text: "Not known" } });
    expect(named({ ...CELLS, proofs: [] })["Sealed by"]?.value.text).toBe("Nobody");
  });

  test("name an identifier that is written out", () => {
    const identifiers = [
      { kind: "emailAddress", value: "sha256$00", hashed: true, salt: null },
      { kind: "inventedKind", value: "4711", hashed: false, salt: null },
    ];
    const claims = { ...CELLS.claims, subject: { ...CELLS.claims.subject, identifiers } };
    expect(named({ ...CELLS, claims })["Given to"]).toMatchObject({ value: { text: "4711" }, note: "identifier" });
  });

  test("say up to how many credits, and when it was taken", () => {
    const main = claim({ title: {}, credits_available: "2", started_on: "2026-01-05", ended_on: "2026-01-09" });
    const [size, taken] = facts(CELLS, main);
    expect(size?.value.text).toBe("Up to 2 credits");
    expect(taken?.value.text).toBe("5 January 2026 to 9 January 2026");
  });
});

test("a title is that of the credential, of what was achieved, or the name of its type", () => {
  expect(titleOf(CELLS.claims).text).toBe("Cell assembly operator");
  expect(titleOf({ ...CELLS.claims, title: {} }).text).toBe("Cell assembly operator");
  expect(titleOf({ ...CRANE.claims, title: {} }).text).toBe("Crane Driver Credential");
  expect(titleOf({ ...CRANE.claims, title: {}, kinds: [] }).text).toBe(en.wallet.unnamed);
});

test.each([
  ["MicroCredential", "Micro Credential"],
  ["ext:Level2Course", "ext:Level2 Course"],
  ["EUTestID", "EU Test ID"],
])("the type %s reads %s", (kind, words) => {
  expect(spaced(kind)).toBe(words);
});

test.each([
  ["1", "1 credit"],
  ["1.50", "1.50 credits"],
  ["15 ECTS", "15 ECTS"],
])("the size %s reads %s", (size, words) => {
  expect(sized(size)).toBe(words);
});

describe("a result", () => {
  const [line, written] = CELLS.claims.claims[0]?.results as [LearningResult, LearningResult];
  const places = (result: LearningResult) => result.levels.map((_, at) => stands(result.levels, at, result));

  test("is the level, else the value, else the status", () => {
    expect(reached(line)?.text).toBe("Independent");
    expect(reached(written)?.text).toBe("91");
    expect(reached({ ...written, value: null, status: "InProgress" })?.text).toBe("In Progress");
    expect(reached({ ...written, value: null })).toBeUndefined();
  });

  test("stands on its scale", () => {
    expect(places(line)).toEqual(["below", "below", "reached", "above"]);
    const other = line.achieved_level && { ...line.achieved_level, id: "elsewhere" };
    expect(steps({ ...line, achieved_level: other })).toEqual([]);
    const unnamed = line.achieved_level && { ...line.achieved_level, id: null };
    expect(places({ ...line, achieved_level: unnamed })[2]).toBe("reached");
  });

  test("is called by its title, else by its kind", () => {
    expect(measured(line).text).toBe("Assembly at the line");
    expect(measured({ ...line, title: {}, kind: "RubricCriterionLevel" }).text).toBe("Rubric Criterion Level");
    expect(measured({ ...line, title: {} }).text).toBe("Result");
  });

  test("says the points of its level", () => {
    const level = line.achieved_level && { ...line.achieved_level, points: "3" };
    expect(worth({ ...line, achieved_level: level })).toEqual([{ text: "3" }]);
    expect(worth(line)).toEqual([]);
  });

  test("says what was needed and what was possible", () => {
    expect(needed(line).map(({ text }) => text)).toEqual(["With guidance"]);
    expect(outOf(line)).toEqual([]);
    expect(outOf(written).map(({ text }) => text)).toEqual(["0 to 100"]);
    const grades = { ...written, minimum: null, allowed_values: ["C", "B", "A"] };
    expect(outOf(grades).map(({ text }) => text)).toEqual(["C, B, A"]);
  });
});

describe("outcomes", () => {
  const skills = [concept({ en: "assemble batteries" }, "urn:skill")];
  const main = claim({
    title: { en: "Operator" },
    results: CELLS.claims.claims[0]?.results ?? [],
    outcomes: [
      { title: { en: "Operator" }, skills, level: null, kind: null, reuse: null, process: null, notes: [] },
      { title: { en: "Written test" }, skills, level: null, kind: null, reuse: null, process: null, notes: [] },
      { title: { en: "Stacks electrodes" }, skills: [], level: null, kind: null, reuse: null, process: null, notes: [] },
    ],
  });

  test("do not say again what the title and the results say", () => {
    expect(outcomesOf(main).map(({ title }) => title)).toEqual([{ en: "Stacks electrodes" }]);
    expect(skillsOf(main)).toEqual(skills);
  });

  test("are told when there is a word about them", () => {
    expect(saysOutcomes(claim({ title: {} }))).toBe(false);
    expect(saysOutcomes(claim({ title: {}, outcome_summary: { en: "x" } }))).toBe(true);
    expect(saysOutcomes({ ...main, outcomes: main.outcomes.slice(0, 1) })).toBe(true);
  });
});

describe("about a claim", () => {
  test("is told what is given, and nothing else", () => {
    expect(aboutClaim(claim({ title: { en: "x" } }))).toEqual([]);
    const all = aboutClaim(
      claim({
        title: {},
        achievement_type: "Course",
        field_of_study: { en: "Electrochemistry" },
        specialization: { en: "Cells" },
        modes: [concept({ en: "at work" })],
        role: { en: "operator" },
        term: { en: "autumn" },
        license_number: "L-1",
        code: "107377",
        version: "2",
        language: "fi",
        tags: ["cell", "cell", "dry room"],
        created_by: [party({ en: "Author" }, null)],
        related: [{ id: "urn:other", version: null, language: null }],
      }),
    );
    expect(Object.fromEntries(all.map(({ name, values }) => [name, values.map(({ text }) => text).join("; ")]))).toEqual({
      Kind: "Course",
      Field: "Electrochemistry; Cells",
      "Taken as": "at work",
      Role: "operator",
      Term: "autumn",
      "Described by": "Author",
      Code: "107377",
      Licence: "L-1",
      Version: "2",
      Language: "Finnish",
      Keywords: "cell; dry room",
      "Related to": "urn:other",
    });
  });

  test("is told about the provider", () => {
    expect(aboutProvider(CELLS.claims.issuer).map(({ name }) => name)).toEqual(["About the provider", "Website"]);
  });
});

describe("endorsements", () => {
  test("say who endorses what, by where they stand", () => {
    expect(endorsements(CELLS).map(({ headline, elsewhere }) => [headline, elsewhere])).toEqual([
      ["Lakeland Skills Council endorses what was achieved", false],
      ["Label Works endorses this credential", true],
    ]);
    expect(inside(CELLS)).toEqual([]);
  });

  test.each([
    ["/endorsement", "this credential"],
    ["/issuer/endorsement/0", "the provider"],
    ["/credentialSubject/0/achievement/endorsement/1", "what was achieved"],
    ["/credentialSubject/endorsement", "this credential"],
  ])("at %s are of %s", (at, what) => {
    const [given] = SIGNED;
    const one = given && nested(at, given, true);
    expect(endorsements({ ...CELLS, nested: one ? [one] : [] })[0]?.headline).toBe(`Battery Makers’ Guild endorses ${what}`);
  });

  test("that are none are credentials inside", () => {
    const [given] = SIGNED;
    const one = given && { ...nested("/verifiableCredential/0", given, false), kind: "credential" as const };
    const outer = { ...CELLS, nested: one ? [one] : [] };
    expect(endorsements(outer)).toEqual([]);
    expect(inside(outer).map(({ headline, meta, elsewhere }) => [headline, meta, elsewhere])).toEqual([
      ["Cell assembly operator", "By Battery Makers’ Guild. Given on 18 September 2026", false],
    ]);
  });
});

test("the name behind a bare key is told as its own word, and a key never as a name", () => {
  const [provider] = lines(CELLS).filter(({ check }) => check === "issuer");
  expect(provider?.sentence).toBe("The seal is the provider’s own. It calls itself Battery Makers’ Guild.");
  const key = { check: "issuer", outcome: "undetermined", code: "did_unresolved", detail: { name: "did:web:x.example" } } as const;
  expect(sentence(key, CELLS)).toBe("The keys of Battery Makers’ Guild could not be fetched.");
  const unnamed = { ...CELLS, claims: { ...CELLS.claims, issuer: party({}, null) } };
  expect(sentence(key, unnamed)).toBe("The keys of the provider could not be fetched.");
  const pass = { check: "issuer", outcome: "pass", detail: { name: "did:web:x.example" } } as const;
  expect(sentence(pass, unnamed)).toBe("The seal is the provider’s own. It gives itself no name.");
});

test("the signature of a badge is said to cover what it covers, no more", () => {
  const signature = lines(LABELS).find(({ check }) => check === "signature");
  expect(signature?.sentence).toBe("The seal holds; nothing that it covers was changed.");
});
