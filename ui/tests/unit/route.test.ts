import { expect, test } from "vitest";

import { linkTo, readRoute, type Route } from "../../src/route";

const ROUTES: readonly Route[] = [
  { screen: "wallet" },
  { screen: "add" },
  { screen: "verify" },
  { screen: "share" },
  { screen: "share", record: "a/b" },
  { screen: "europass", records: [] },
  { screen: "europass", records: ["a1/b2 ä%#", "c3"] },
  { screen: "compare", records: ["a", "b"] },
  { screen: "goals" },
  { screen: "skills" },
  { screen: "evidence" },
  { screen: "pack" },
  { screen: "pack", goal: "https://example.org/q?a=1#b/ä" },
  { screen: "credential", record: "a1/b2 ä%#" },
  { screen: "settings" },
  { screen: "settings", section: "appearance" },
  { screen: "goal", goal: "https://example.org/q?a=1#b/ä" },
];

test.each(ROUTES)("a link leads back to its place: %j", (route) => {
  expect(readRoute(linkTo(route))).toEqual(route);
});

test.each(["", "#", "#/", "#/elsewhere", "#/credential", "#/credential/", "#/credential/%E0%A4%A", "#/goal", "#/goal/%E0%A4%A"])(
  "%j is the wallet",
  (hash) => {
    expect(readRoute(hash)).toEqual({ screen: "wallet" });
  },
);
