import { describe, expect, test } from "vitest";

import { claim, concept, party } from "../../src/backend/mock/make";
import type { Image } from "../../src/backend/types/Image";
import { awarded, facts, mainClaim } from "../../src/screens/credential/facts";
import { pages } from "../../src/screens/credential/pictures";
import { open, report } from "./sample";

describe("facts", () => {
  test("keep who sealed, who awarded and who vouches apart", () => {
    const about = report();
    const named = new Map(facts(about, mainClaim(about.claims)).map(({ name, value, note }) => [name, [value.text, note]]));
    expect(named.get("Vouched for by")).toEqual(["Invented trusted list", "Of 3 November 2026."]);
    expect(named.get("Sealed by")?.[0]).not.toBe(named.get("Vouched for by")?.[0]);
    const unlisted = report([open("recognition", "not_listed")]);
    expect(facts(unlisted, undefined).map(({ name }) => name)).not.toContain("Vouched for by");
  });

  const full = claim({
    title: { en: "Battery basics" },
    awarded_by: [party({ fi: "Saarenrannan opisto" }, "Finland")],
    awarded_on: "2026-05-30",
    credits: [
      {
        framework: concept(
          { en: "European Credit Transfer System" },
          "http://data.europa.eu/snb/education-credit/6fcec5c5af",
        ),
        points: "2.50",
      },
    ],
    workload: "PT60H",
    eqf_level: concept({ en: "Level 4" }, "http://data.europa.eu/snb/eqf/4"),
    nqf_levels: [concept({ en: "Finnish framework level 4" })],
    assessments: [
      { title: {}, kinds: [concept({ en: "at work" })], grade: { en: "Good" }, identity_check: null, date: null },
    ],
  });

  test("are told as issued, in order", () => {
    const about = report([], { claim: full, until: "2027-01-14" });
    expect(facts(about, full)).toEqual([
      { name: "Workload", value: { text: "2.50 ECTS" }, note: "60 hours" },
      { name: "Level", value: { text: "EQF 4" }, note: "Finnish framework level 4" },
      { name: "Assessment", value: { text: "Good", lang: "en" }, note: "at work" },
      { name: "Awarded by", value: { text: "Saarenrannan opisto", lang: "fi" }, note: "Finland" },
      { name: "Sealed by", value: { text: "Saarenranta College" }, note: "on 30 May 2026, time proven" },
      { name: "Vouched for by", value: { text: "Invented trusted list" }, note: "Of 3 November 2026." },
      { name: "In force", value: { text: "From 30 May 2026" }, note: "until 14 January 2027" },
    ]);
  });

  test("that are not given are left out", () => {
    const bare = claim({ title: { en: "Bare" } });
    const about = { ...report([], { claim: bare }), seal: null, checks: [] };
    expect(facts(about, bare)).toEqual([{ name: "Sealed by", value: { text: "Nobody" } }]);
  });

  test("do not call a claimed time proven", () => {
    const about = report();
    const seal = about.seal && { ...about.seal, proven_time: null };
    const [sealed] = facts({ ...about, seal }, undefined);
    expect(sealed?.note).toBe("on 30 May 2026, by its own word");
  });
});

test("the main claim is the first achievement", () => {
  const activity = claim({ title: { en: "Course" }, kind: "activity" });
  const achievement = claim({ title: { en: "Unit" } });
  const view = { ...report().claims, claims: [activity, achievement] };
  expect(mainClaim(view)).toBe(achievement);
  expect(mainClaim({ ...view, claims: [activity] })).toBe(activity);
});

test("to whom and when is said as far as it is known", () => {
  const view = report().claims;
  expect(awarded(view)).toBe("Awarded to Elina Koskivaara on 30 May 2026");
  expect(awarded({ ...view, subject: { ...view.subject, name: {} } })).toBe("Awarded on 30 May 2026");
  expect(awarded({ ...view, claims: [], issued: null })).toBe("Awarded to Elina Koskivaara");
});

describe("pictures", () => {
  const image = (change: Partial<Image>): Image => ({
    language: "en",
    page: 1,
    media_type: "image/png",
    base64: "iVBORw0KGgo=",
    ...change,
  });

  test.each([
    ["a vector drawing", { media_type: "image/svg+xml" }],
    ["a document", { media_type: "text/html" }],
    ["an address", { base64: "//elsewhere.example/a.png" }],
    ["more than base64", { base64: 'AAAA" onerror="x' }],
    ["nothing", { base64: "" }],
  ])("leave out %s", (_, change) => {
    expect(pages([image(change)])).toEqual([]);
  });

  test("come in the reader's language first, then by page", () => {
    const shown = pages(
      [image({ page: 2 }), image({}), image({ language: "fi", page: 2 }), image({ language: "fi" })],
      ["fi-FI", "sv"],
    );
    expect(shown.map(({ image }) => `${image.language}${image.page}`)).toEqual(["fi1", "fi2", "en1", "en2"]);
    expect(shown[0]?.source).toBe("data:image/png;base64,iVBORw0KGgo=");
  });
});
