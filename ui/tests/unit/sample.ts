import { claim, detailOf, party, type Invented } from "../../src/backend/mock/make";
import type { CheckResult } from "../../src/backend/types/CheckResult";
import type { Code } from "../../src/backend/types/Code";
import type { Report } from "../../src/backend/types/Report";

/** When the reports of the tests were made, in the person's own zone (Helsinki): 09:12. */
export const CHECKED = "2026-11-22T07:12:00Z";
export const NOW = new Date("2026-11-22T10:00:00Z");

/** A report that is verified, unless `findings` say otherwise. */
export function report(findings: readonly CheckResult[] = [], change: Partial<Invented> = {}): Report {
  return detailOf({ ...COLLEGE_CREDENTIAL, findings, ...change }, CHECKED).report;
}

export function failed(check: CheckResult["check"], code: Code, detail: Record<string, string> = {}): CheckResult {
  return { check, outcome: "fail", code, detail };
}

export function open(check: CheckResult["check"], code: Code, detail: Record<string, string> = {}): CheckResult {
  return { check, outcome: "undetermined", code, detail };
}

const COLLEGE = party({ en: "Saarenranta College" }, "Finland");

const COLLEGE_CREDENTIAL: Invented = {
  record: "one",
  issuer: { party: COLLEGE, country: "FI", listed: true },
  learner: "Elina Koskivaara",
  stored: "2026-05-01T00:00:00Z",
  file: "one.jsonld",
  claim: claim({ title: { en: "Battery basics" }, awarded_by: [COLLEGE], awarded_on: "2026-05-30" }),
};
