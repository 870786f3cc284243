import { describe, expect, test } from "vitest";

import type { Check } from "../../src/backend/types/Check";
import type { CheckResult } from "../../src/backend/types/CheckResult";
import type { Code } from "../../src/backend/types/Code";
import { lines, sentence, tally } from "../../src/report/checks";
import en from "../../src/words/en.json";
import { failed, open, report } from "./sample";

function told(result: CheckResult): string {
  return sentence(result, report([result]));
}

function passed(check: Check, detail: Record<string, string>): CheckResult {
  return { check, outcome: "pass", detail };
}

/** A value for every gap that a code's line has, as the core hands them out. */
const DETAIL = {
  value: "https://example.org/context",
  certificate: "VATFI-1",
  credential: "VATFI-2",
  from: "2027-01-01T00:00:00Z",
  until: "2026-01-01T00:00:00Z",
  sealed_at: "2026-01-01T00:00:00Z",
  revoked_at: "2026-01-01T00:00:00Z",
  rule: "LearningAchievement.title 1..1",
  list: "EU trusted list (FI)",
  as_of: "2026-01-01",
  message: "accepted",
};

test("every code reads as a sentence without gaps", () => {
  for (const code of Object.keys(en.code) as Code[]) {
    const line = told(failed("validity", code, DETAIL));
    expect(line, code).toMatch(/^[A-Z][^{}]+\.$/);
    expect(line, code).not.toContain(en.missing);
  }
});

test("a code without words is named", () => {
  expect(told(failed("validity", "brand_new" as Code))).toBe("Tessera does not know this reason (brand_new).");
});

describe("dates", () => {
  const [from, until] = ["2026-05-30", "2027-01-14T00:00:00Z"];
  test.each([
    [{ from }, "In force since 30 May 2026, with no end date."],
    [{ from, until }, "In force since 30 May 2026, until 14 January 2027."],
    [{ until }, "In force until 14 January 2027."],
    [{}, "It names no date of beginning or end."],
  ])("%j", (detail, words) => {
    expect(told(passed("validity", detail))).toBe(words);
  });
});

test("a report that leaves the values out is read all the same", () => {
  expect(told({ check: "status", outcome: "not_applicable", code: "no_status_declared" })).toBe("Not needed: it names no revocation list.");
});

describe("a broken rule", () => {
  const broken = (count: string) => failed("schema", "rule_broken", { rule: "Qualification.learningOutcome 1..*", count });

  test("is a remark about the element", () => {
    const [line] = lines(report([broken("1")])).filter(({ check }) => check === "schema");
    expect(line?.reading).toBe("remark");
    expect(line?.sentence).toBe("One remark: “learning outcome” is not given as its type asks.");
  });

  test("keeps capitals of a name together", () => {
    const rule = "Issuer.eIDASIdentifier 1..1";
    expect(told(failed("schema", "rule_broken", { rule, count: "1" }))).toContain("“eIDAS identifier”");
  });

  test("is counted when there are several", () => {
    expect(told(broken("3"))).toContain("3 remarks, the first: “learning outcome”");
  });
});

test("the provider of a failed check is named from the credential when the values do not", () => {
  expect(told(open("issuer", "no_anchor"))).toBe("Nothing ties the seal to Saarenranta College.");
});

test("checks are counted by what they came to", () => {
  const mixed = [open("validity", "date_unreadable"), failed("schema", "rule_broken", { rule: "A.b 1..1" })];
  expect(tally(lines(report(mixed)))).toBe("4 passed, 1 not known, 1 remark, 2 not needed");
  expect(tally(lines(report([failed("signature", "unsigned")])))).toBe("5 passed, 1 failed, 2 not needed");
});
