import { describe, expect, test } from "vitest";

import type { Card } from "../../src/backend/types/Card";
import { expiring, expiresSoon, grouped, hasExpired, summary } from "../../src/screens/wallet/listing";
import { CHECKED, NOW } from "./sample";

function card(change: Partial<Card> = {}): Card {
  return {
    record: "one",
    title: "Battery basics",
    issuer: "Saarenranta College",
    country: "FI",
    awarded: "2026-05-30",
    valid_until: null,
    size: "15 competence points",
    verdict: "verified",
    code: null,
    checked_at: CHECKED,
    ...change,
  };
}

describe("grouping", () => {
  test("keeps the order in which providers come", () => {
    const groups = grouped([card({ issuer: "B" }), card({ issuer: "A" }), card({ issuer: "B" })]);
    expect(groups.map(({ name, cards }) => [name, cards.length])).toEqual([
      ["B, Finland", 2],
      ["A, Finland", 1],
    ]);
  });

  test("keeps providers of one name in two countries apart", () => {
    expect(grouped([card(), card({ country: "PT" })])).toHaveLength(2);
  });

  test("adds points of one kind", () => {
    expect(grouped([card(), card()])[0]?.extent).toBe("2 credentials, 30 competence points");
  });

  test.each([
    ["of two kinds", { size: "3 ECTS" }],
    ["when one is absent", { size: null }],
    ["with a fraction", { size: "1.5 competence points" }],
    ["of a credential that is not verified", { verdict: "unrecognised" }],
  ] as const)("adds no points %s", (_, change) => {
    expect(grouped([card(), card(change)])[0]?.extent).toBe("2 credentials");
  });

  test("names a provider without a name", () => {
    expect(grouped([card({ issuer: "", country: null })])[0]?.name).toBe("Provider not named");
  });
});

describe("the line about the wallet", () => {
  test("counts and says when", () => {
    const cards = [card(), card({ issuer: "B" })];
    expect(summary(cards, NOW)).toBe("2 credentials from 2 providers. Last checked today at 09:12.");
    expect(summary([card()], NOW)).toBe("One credential from one provider. Last checked today at 09:12.");
  });

  test("owns up to an old check", () => {
    const cards = [card(), card({ checked_at: "2026-11-03T07:12:00Z" })];
    expect(summary(cards, NOW)).toContain("Some were last checked on 3 November 2026 at 09:12.");
  });
});

describe("expiry", () => {
  test.each([
    ["2027-02-20T00:00:00Z", true],
    ["2027-02-21T00:00:00Z", false],
    ["2026-11-22T10:00:01Z", true],
    ["2026-11-22T10:00:00Z", false],
    [null, false],
  ])("%s is soon: %s", (valid_until, soon) => {
    expect(expiresSoon(card({ valid_until }), NOW)).toBe(soon);
  });

  test("is past at its very moment", () => {
    expect(hasExpired(card({ valid_until: "2026-11-22T10:00:00Z" }), NOW)).toBe(true);
  });

  test("names the first to end, and none that do not hold", () => {
    const cards = [
      card({ record: "later", valid_until: "2027-01-14T00:00:00Z" }),
      card({ record: "first", valid_until: "2026-12-24T00:00:00Z" }),
      card({ record: "broken", valid_until: "2026-12-01T00:00:00Z", verdict: "invalid" }),
    ];
    expect(expiring(cards, NOW).map(({ record }) => record)).toEqual(["first", "later"]);
  });
});
