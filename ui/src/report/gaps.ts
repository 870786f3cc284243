import type { CheckResult } from "../backend/types/CheckResult";
import type { Report } from "../backend/types/Report";
import { day } from "../words/format";
import { say, type Values } from "../words/index";
import { plain } from "../words/pick";
import { place, unsignedLines } from "./unsigned";

/** What fills the gaps in the sentences about one check: its values, with dates in words. */
export function gaps(result: CheckResult, report: Report): Values {
  const detail: Readonly<Record<string, string>> = result.detail ?? {};
  const dates = Object.fromEntries(DATES.flatMap((name) => (detail[name] ? [[name, day(detail[name])]] : [])));
  const unsigned = result.code === "unsigned_content";
  const count = unsigned ? unsignedLines(report.unsigned).length : Number(detail["count"]);
  return {
    ...detail,
    ...dates,
    code: result.code,
    kind: say(report.kind === "presentation" ? "presentation.kind" : `profile.${report.profile}`),
    name: named(detail["name"]) || plain(report.claims.issuer.name) || say("verdict.the_provider"),
    list: detail["list"] || result.by?.split("@")[0],
    element: elementOf(detail["rule"] ?? ""),
    ...(NAME_A_PLACE.includes(result.code ?? "") ? { place: place(detail["value"] ?? "") } : {}),
    ...(count > 0 ? { count } : {}),
  };
}

/** A name that people can read; an address or a key is none. */
function named(name: string | undefined): string {
  return name === undefined || /^(did|https?|urn):/.test(name) ? "" : name;
}

/**
 * The element that a rule such as `Qualification.learningOutcome 1..*` is about: "learning outcome". Runs of
 * capitals stay together: "eIDAS identifier".
 */
function elementOf(rule: string): string {
  const property = /^\w+\.(\w+)/.exec(rule)?.[1];
  return property?.replace(/(?<=.)[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`) ?? rule;
}

/** Codes whose value is a JSON pointer. */
const NAME_A_PLACE: readonly string[] = ["unsigned_content", "term_undefined", "number_inexact"];

const DATES = ["as_of", "from", "until", "sealed_at", "claimed", "revoked_at"] as const;
