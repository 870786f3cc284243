import type { Check } from "../backend/types/Check";
import type { CheckResult } from "../backend/types/CheckResult";
import type { Outcome } from "../backend/types/Outcome";
import type { Report } from "../backend/types/Report";
import type { SecuringId } from "../backend/types/SecuringId";
import { say, sayIfKnown, type Values } from "../words/index";
import { plain } from "../words/pick";
import { gaps } from "./gaps";

/** What a check came to for a reader: a broken shape rule that changes no verdict is a remark. */
export type Reading = Outcome | "remark";

/** One check as a person reads it. */
export type Line = {
  readonly check: Check;
  readonly reading: Reading;
  readonly name: string;
  readonly sentence: string;
};

/** The checks of a report in words, in their order. */
export function lines(report: Report): Line[] {
  return report.checks.map((result) => ({
    check: result.check,
    reading: reading(result),
    name: say(`check.${result.check}.name`),
    sentence: sentence(result, report),
  }));
}

/** How many checks came to what: "7 passed, 1 not needed". */
export function tally(all: readonly Line[]): string {
  return COUNTED.flatMap(([reading, key]) => {
    const n = all.filter((line) => line.reading === reading).length;
    return n === 0 ? [] : [say(key, { n })];
  }).join(", ");
}

/** The sentence about one check. */
export function sentence(result: CheckResult, report: Report): string {
  const values = gaps(result, report);
  const { check, code } = result;
  if (code === undefined) return BY_BARE_KEYS.includes(report.securing) ? proven(check, report, values) : passed(check, values);
  const many = Number(values["count"] ?? 1) > 1 ? sayIfKnown(`code.${code}.many`, values) : undefined;
  const compared = values["certificate"] ? sayIfKnown(`code.${code}.compared`, values) : undefined;
  return many ?? compared ?? sayIfKnown(`code.${code}.line`, values) ?? say("check.unknown", values);
}

/** What holds of a signature by a bare key: it covers what is said, and the name behind the key is its own word. */
function proven(check: Check, report: Report, values: Values): string {
  if (check === "signature") return say("check.signature.pass_content");
  if (check !== "issuer") return passed(check, values);
  const name = plain(report.claims.issuer.name);
  return name ? say("check.issuer.pass_own", { name }) : say("check.issuer.pass_own_unnamed");
}

function passed(check: Check, values: Values): string {
  if (check === "recognition" && values["as_of"]) {
    return say("check.recognition.pass_dated", { ...values, date: values["as_of"] });
  }
  if (check === "validity") {
    if (values["from"] && values["until"]) return say("check.validity.pass_from_until", values);
    if (values["from"]) return say("check.validity.pass_from", values);
    if (values["until"]) return say("check.validity.pass_until", values);
  }
  return say(`check.${check}.pass`, values);
}

function reading(result: CheckResult): Reading {
  return result.check === "schema" && result.outcome === "fail" ? "remark" : result.outcome;
}

/** Mechanisms whose keys come without a certificate that names their owner. */
const BY_BARE_KEYS: readonly SecuringId[] = ["data_integrity", "jws", "sd_jwt"];

const COUNTED = [
  ["pass", "credential.passed"],
  ["fail", "credential.failed"],
  ["undetermined", "credential.not_known"],
  ["remark", "credential.remarks"],
  ["not_applicable", "credential.not_needed"],
] as const satisfies readonly (readonly [Reading, string])[];
