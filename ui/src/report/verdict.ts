import type { CheckResult } from "../backend/types/CheckResult";
import type { Report } from "../backend/types/Report";
import type { WhenReceived } from "../backend/types/WhenReceived";
import type { Verdict } from "../backend/types/Verdict";
import { moment } from "../words/format";
import { say, sayIfKnown } from "../words/index";
import { plain } from "../words/pick";
import { sentence } from "./checks";
import { gaps } from "./gaps";

/** When the report was made, when the file came, and the present: all three change what is said. */
export type Times = {
  readonly checkedAt: string;
  readonly storedAt: string;
  readonly now: Date;
  /** What it came to when it came, where that is not what it comes to now. */
  readonly whenReceived?: WhenReceived | null;
};

/** The one sentence under a verdict: by whose word, as of when, and what to do about it. */
export function why(report: Report, times: Times): string {
  switch (report.verdict) {
    case "verified":
      if (report.kind === "presentation") {
        return say("presentation.verified", { when: moment(times.checkedAt, times.now) });
      }
      return say("verdict.verified.sentence", {
        list: list(report),
        whom: say(sealedByProvider(report) ? "verdict.the_provider" : "verdict.the_seal"),
        when: moment(times.checkedAt, times.now),
      });
    case "unrecognised":
      if (report.kind === "presentation") return say("presentation.unrecognised");
      return say("verdict.unrecognised.sentence", { name: name(report) });
    case "undetermined":
      return asReceived(whyUndetermined(report), times);
    case "invalid":
      return whyInvalid(report, times);
  }
}

/** The verdict in a list: the word, and in short what decided it. */
export function inShort(verdict: Verdict, code: string | null, expiresSoon = false): string {
  const word = say(`verdict.${verdict}.word`);
  if (verdict === "verified") return expiresSoon ? say("verdict.expires_soon", { word }) : word;
  const reason = verdict === "unrecognised" ? undefined : sayIfKnown(`code.${code}.short`);
  return reason === undefined ? word : say("verdict.with_reason", { word, reason });
}

function whyUndetermined(report: Report): string {
  const open = report.checks.filter(({ outcome }) => outcome === "undetermined");
  // Recognition alone never makes a verdict undetermined, so it does not explain one either.
  const deciding = open.find(({ check }) => check !== "recognition") ?? open[0];
  if (deciding === undefined) return say("verdict.advice");
  const values = gaps(deciding, report);
  return say("verdict.undetermined.sentence", {
    fact: sentence(deciding, report),
    advice: sayIfKnown(`code.${deciding.code}.advice`, values) ?? say("verdict.advice"),
  });
}

function whyInvalid(report: Report, times: Times): string {
  const [first, ...more] = report.checks.filter(({ check, outcome }) => outcome === "fail" && check !== "schema");
  if (first === undefined) return say("verdict.advice");
  const fact = say("verdict.invalid.sentence", { fact: sentence(first, report) });
  if (more.length > 0) return asReceived(`${fact} ${say("verdict.and_more", { n: more.length })}`, times);
  return ranOutSince(first, times.storedAt) ? `${fact} ${say("verdict.was_valid")}` : asReceived(fact, times);
}

/** Valid when received is not valid now: said where the two differ. */
function asReceived(fact: string, { whenReceived }: Times): string {
  if (!whenReceived) return fact;
  const { verdict } = whenReceived;
  if (verdict === "verified") return `${fact} ${say("verdict.was_valid")}`;
  return `${fact} ${say("verdict.when_received", { word: say(`verdict.${verdict}.word`) })}`;
}

function ranOutSince({ code, detail }: CheckResult, storedAt: string): boolean {
  return code === "expired" && Date.parse(storedAt) < Date.parse(detail?.["until"] ?? "");
}

function list(report: Report): string {
  const recognition = report.checks.find(({ check }) => check === "recognition");
  const values = recognition ? gaps(recognition, report) : {};
  return values["as_of"]
    ? say("verdict.list_dated", { list: values["list"], date: values["as_of"] })
    : say("verdict.list", { list: values["list"] });
}

function name(report: Report): string {
  return report.seal?.sealed_by || plain(report.claims.issuer.name) || say("verdict.the_provider");
}

/** True unless the credential names somebody else as the one who awarded it. */
function sealedByProvider(report: Report): boolean {
  const awarding = report.claims.claims.flatMap((claim) => claim.awarded_by);
  const sealer = report.seal?.sealed_by ?? plain(report.claims.issuer.name);
  return awarding.length === 0 || awarding.some((party) => Object.values(party.name).some((one) => one === sealer));
}
