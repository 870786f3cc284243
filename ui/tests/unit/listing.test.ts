import { describe, expect, test } from "vitest";

import type { Card } from "../../src/backend/types/Card";
import type { Overview } from "../../src/backend/types/Overview";
import { expiresSoon, extent, hasExpired, heading, heads, stretches, summary, type Stretch } from "../../src/screens/wallet/listing";
import { placeKey, placeOf } from "../../src/screens/wallet/looking";
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
    kinship: null,
    ...change,
  };
}

/** The only stretch of a group. */
function whole(...cards: Card[]): Stretch {
  return { section: 0, before: 0, of: cards.length, cards };
}

describe("a page of the list", () => {
  const sections = [3, 1, 4].map((credentials, at) => ({ name: `${at}`, credentials }));
  const cut = (from: number, count: number) =>
    stretches(sections, from, Array.from({ length: count }, (_, at) => card({ record: `${from + at}` }))).map(
      ({ section, before, of, cards }) => [section, before, of, cards.map(({ record }) => record).join()],
    );

  test("is cut where groups begin, and says what came before", () => {
    expect(cut(0, 5)).toEqual([
      [0, 0, 3, "0,1,2"],
      [1, 0, 1, "3"],
      [2, 0, 4, "4"],
    ]);
    expect(cut(5, 5)).toEqual([[2, 1, 4, "5,6,7"]]);
    expect(cut(1, 0)).toEqual([]);
  });

  test("counts the groups that begin in it", () => {
    expect([heads(sections, 0, 5), heads(sections, 5, 8), heads(sections, 1, 4), heads(sections, 3, 5)]).toEqual([3, 0, 1, 2]);
  });
});

describe("the head of a group", () => {
  const section = { name: "2026", credentials: 1 };

  test.each([
    [{}, "Saarenranta College, Finland"],
    [{ country: null }, "Saarenranta College"],
    [{ issuer: "", country: null }, "Provider not named"],
  ])("names the provider of %j", (change, name) => {
    expect(heading("provider", section, [card(change)])).toBe(name);
  });

  test("is the year, or that there is none", () => {
    expect(heading("year", section, [card()])).toBe("2026");
    expect(heading("year", { ...section, name: "" }, [card()])).toBe("Without a date");
    expect(heading("none", section, [card()])).toBeUndefined();
  });

  test("adds points of one kind", () => {
    expect(extent(whole(card(), card()))).toBe("2 credentials, 30 competence points");
  });

  test.each([
    ["of two kinds", { size: "3 ECTS" }],
    ["when one is absent", { size: null }],
    ["with a fraction", { size: "1.5 competence points" }],
    ["of a credential that is not verified", { verdict: "unrecognised" }],
    ["of a credential that came twice", { kinship: "reissued" }],
  ] as const)("adds no points %s", (_, change) => {
    expect(extent(whole(card(), card(change)))).toBe("2 credentials");
  });

  test("adds no points when the group goes on elsewhere", () => {
    expect(extent({ ...whole(card(), card()), of: 3 })).toBe("3 credentials");
  });
});

describe("the line about the wallet", () => {
  const overview: Overview = {
    current: 2,
    archived: 0,
    providers: 2,
    first_checked: CHECKED,
    last_checked: CHECKED,
    expiring: 0,
    collections: [],
  };

  test("counts and says when", () => {
    expect(summary(overview, NOW)).toBe("2 credentials from 2 providers. Last checked today at 09:12.");
    expect(summary({ ...overview, current: 1, providers: 1 }, NOW)).toBe(
      "One credential from one provider. Last checked today at 09:12.",
    );
  });

  test("owns up to an old check", () => {
    const old = { ...overview, first_checked: "2026-11-03T07:12:00Z" };
    expect(summary(old, NOW)).toContain("Some were last checked on 3 November 2026 at 09:12.");
  });

  test("says nothing of checks when all is put away", () => {
    const none = { ...overview, current: 0, providers: 0, first_checked: null, last_checked: null };
    expect(summary(none, NOW)).toBe("0 credentials from 0 providers.");
  });
});

describe("where one looks", () => {
  test.each([{ is: "current" }, { is: "archive" }, { is: "expiring" }, { is: "collection", name: "archive" }] as const)(
    "%j comes back from its word",
    (place) => {
      expect(placeOf(placeKey(place))).toEqual(place);
    },
  );
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
});
