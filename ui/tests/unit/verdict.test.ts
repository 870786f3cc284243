import { describe, expect, test } from "vitest";

import { party } from "../../src/backend/mock/make";
import type { Report } from "../../src/backend/types/Report";
import { inShort, why } from "../../src/report/verdict";
import en from "../../src/words/en.json";
import { CHECKED, failed, NOW, open, report } from "./sample";

function told(about: Report, storedAt = "2026-05-01T00:00:00Z"): string {
  return why(about, { checkedAt: CHECKED, storedAt, now: NOW });
}

const UNLISTED = { issuer: { party: party({ en: "Voltaro" }, null), country: null, listed: false } };

describe("verified", () => {
  test("names the list, its date and the time of the check", () => {
    expect(told(report())).toBe(
      "Genuine, unchanged and in force. The list “Invented trusted list” of 3 November 2026 vouches for the provider. " +
        "Checked today at 09:12.",
    );
  });

  test("speaks of the seal when somebody else awarded it", () => {
    const sealer = { party: party({ en: "Rannikko Consortium" }, "Finland"), country: "FI", listed: true };
    expect(told(report([], { issuer: sealer }))).toContain("vouches for the seal.");
  });

  test("does without the date of a list that has none", () => {
    const recognition = { check: "recognition", outcome: "pass", by: "own@", detail: { list: "My list" } } as const;
    expect(told(report([recognition]))).toContain("The list “My list” vouches for");
  });
});

describe("unrecognised", () => {
  test("names who is not vouched for", () => {
    expect(told(report([], UNLISTED))).toContain("nobody on your trust lists vouches for Voltaro.");
  });
});

describe("undetermined", () => {
  test("says what is not known, what it may mean and what to do", () => {
    expect(told(report([open("validity", "sealing_time_not_proven")]))).toBe(
      "The time of sealing is not proven. It may have been sealed after the seal ran out. " +
        "Ask the provider for a copy with a proven time.",
    );
  });

  test("is explained by the deciding check, not by recognition", () => {
    const both = report([open("validity", "date_unreadable")], UNLISTED);
    expect(told(both)).toContain("A date in it cannot be read.");
  });

  test("gives general advice for a code that has none of its own", () => {
    expect(told(report([open("signature", "malformed")]))).toContain(en.verdict.advice);
  });
});

describe("invalid", () => {
  test("gives the one failing check", () => {
    expect(told(report([failed("signature", "signature_mismatch")]))).toBe("It was changed after it was signed.");
  });

  test("counts the others that fail", () => {
    const two = [failed("signature", "signature_mismatch"), failed("validity", "expired", { until: "2026-01-01" })];
    expect(told(report(two))).toBe("It was changed after it was signed. And one more check fails.");
  });

  test("does not count a remark as failing", () => {
    const remarked = [failed("signature", "unsigned"), failed("schema", "rule_broken", { rule: "A.b 1..1" })];
    expect(told(report(remarked))).toBe("Nobody signed it.");
  });

  const expired = failed("validity", "expired", { until: "2026-06-30T12:00:00Z" });

  test("says that it was valid when it came before its end", () => {
    expect(told(report([expired]), "2026-06-30T11:00:00Z")).toBe(
      "It expired on 30 June 2026. It was valid when you received it.",
    );
  });

  test("does not say so when it came after its end", () => {
    expect(told(report([expired]), "2026-06-30T13:00:00Z")).toBe("It expired on 30 June 2026.");
  });
});

describe("in short", () => {
  test.each([
    ["verified", null, false, "Verified"],
    ["verified", null, true, "Verified, expires soon"],
    ["unrecognised", "not_listed", true, "Not recognised"],
    ["undetermined", "sealing_time_not_proven", false, "Not fully checked: sealing time not proven"],
    ["invalid", "expired", false, "Not valid: expired"],
    ["invalid", "brand_new", false, "Not valid"],
    ["invalid", null, false, "Not valid"],
  ] as const)("%s for %s, soon %s, reads %s", (verdict, code, soon, words) => {
    expect(inShort(verdict, code, soon)).toBe(words);
  });
});
