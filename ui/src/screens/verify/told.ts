import type { CheckResult } from "../../backend/types/CheckResult";
import type { Report } from "../../backend/types/Report";
import type { Showing } from "../../backend/types/Showing";
import { sentence } from "../../report/checks";
import { inARow, moment } from "../../words/format";
import { say } from "../../words/index";
import { plain } from "../../words/pick";
import { titleOf } from "../credential/facts";

/** What is said about a person: the credentials that are shown, or the credential itself. */
export function credentialsOf(report: Report): Report[] {
  if (report.kind !== "presentation") return [report];
  return report.nested.filter(({ kind }) => kind !== "endorsement").map((nested) => nested.report);
}

/** Whom it is about, by name; empty where nobody is named. */
export function learnerOf(report: Report): string {
  const names = credentialsOf(report).map(({ claims }) => plain(claims.subject.name));
  return inARow([...new Set(names.filter(Boolean))]);
}

/** What is shown, by title. */
export function titlesOf(report: Report): string {
  const titles = credentialsOf(report).map(({ claims }) => titleOf(claims).text);
  return inARow([...new Set(titles)]) || say("verify.nothing_inside");
}

/** Who was awarded what, or what it only claims: the rest of the headline, behind the verdict. */
export function headline(report: Report): string {
  const [name, title] = [learnerOf(report), titlesOf(report)];
  if (report.verdict !== "verified") return name ? say("verify.says_named", { name, title }) : say("verify.says", { title });
  return name ? say("verify.awarded_named", { name, title }) : say("verify.awarded", { title });
}

/** When it was shown, and how long a copy of it would serve. */
export function freshness(showing: Showing, now: Date): { readonly text: string; readonly more: string } {
  const holder = holderOf(showing.report);
  if (showing.made === null) {
    const failed = holder !== undefined && (holder.outcome === "fail" || holder.outcome === "undetermined");
    return failed
      ? { text: sentence(holder, showing.report), more: say("verify.fresh_ask") }
      : { text: say("verify.fresh_unknown"), more: say("verify.fresh_copy") };
  }
  const text = say("verify.fresh_made", { ago: ago(showing.made, now) });
  if (showing.until === null) return { text, more: say("verify.fresh_answer") };
  const over = Date.parse(showing.until) <= now.getTime();
  return { text, more: say(over ? "verify.fresh_over" : "verify.fresh_until", { when: moment(showing.until, now) }) };
}

/** Whether it is bound to the person showing it, said aloud. */
export function bond(report: Report): { readonly bound: boolean; readonly text: string } {
  const holds = holderOf(report)?.outcome === "pass";
  const theirs = credentialsOf(report).every((one) => holderOf(one)?.outcome === "pass");
  if (holds && theirs) return { bound: true, text: say("verify.bound") };
  return { bound: false, text: say(holds ? "verify.not_bound_key" : "verify.not_bound") };
}

/** How long ago: in seconds and minutes for an hour, then as a time. */
export function ago(at: string, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000));
  if (seconds < 60) return say("verify.seconds_ago", { n: seconds });
  if (seconds < 3600) return say("verify.minutes_ago", { n: Math.floor(seconds / 60) });
  return moment(at, now);
}

function holderOf(report: Report): CheckResult | undefined {
  return report.checks.find(({ check }) => check === "holder");
}

/** Code of the check that decides the verdict. */
export function deciding({ verdict, checks }: Report): string | null {
  const outcome = verdict === "invalid" ? "fail" : "undetermined";
  const decides = (one: CheckResult) =>
    one.outcome === outcome && one.check !== "schema" && (verdict === "unrecognised" || one.check !== "recognition");
  return (verdict === "verified" ? undefined : checks.find(decides)?.code) ?? null;
}
