import type { NestedReport } from "../backend/types/NestedReport";
import type { Report } from "../backend/types/Report";
import { day } from "../words/format";
import { say } from "../words/index";
import { plain } from "../words/pick";

/** A credential inside another one, as people read it. */
export type Inner = {
  readonly at: string;
  readonly headline: string;
  /** When it was given, and by whom where the headline does not say so. */
  readonly meta: string;
  /** True for an endorsement of something else than what it is attached to. */
  readonly elsewhere: boolean;
  /** True for a credential that is shown by somebody else than it is about. */
  readonly unbound: boolean;
  readonly report: Report;
};

/** The endorsements that a credential carries: who endorses what. */
export function endorsements(report: Report): Inner[] {
  return report.nested
    .filter(({ kind }) => kind === "endorsement")
    .map((nested) => ({
      at: nested.at,
      headline: say("endorsements.headline", { who: giver(nested), what: say(endorsed(nested.at)) }),
      meta: given(nested),
      elsewhere: !nested.about_parent,
      unbound: false,
      report: nested.report,
    }));
}

/** The other credentials that a credential carries. */
export function inside(report: Report): Inner[] {
  return report.nested
    .filter(({ kind }) => kind !== "endorsement")
    .map((nested) => ({
      at: nested.at,
      headline: plain(nested.report.claims.title) || plain(nested.report.claims.claims[0]?.title) || say("wallet.unnamed"),
      meta: [say("endorsements.inside_by", { who: giver(nested) }), given(nested)].filter(Boolean).join(". "),
      elsewhere: false,
      unbound: nested.report.checks.some(({ code }) => code === "holder_differs"),
      report: nested.report,
    }));
}

function giver({ report }: NestedReport): string {
  return plain(report.claims.issuer.name) || say("endorsements.who_unknown");
}

function given({ report }: NestedReport): string {
  const on = report.claims.issued ?? report.claims.valid_from;
  return on ? say("endorsements.given", { date: day(on) }) : "";
}

/** What an endorsement is attached to, by where it stands. */
function endorsed(pointer: string) {
  const carrier = pointer
    .split("/")
    .filter((step) => !/^\d+$/.test(step))
    .at(-2);
  return CARRIERS.get(carrier ?? "") ?? "endorsements.of_credential";
}

const CARRIERS: ReadonlyMap<string, "endorsements.of_achievement" | "endorsements.of_provider"> = new Map([
  ["achievement", "endorsements.of_achievement"],
  ["issuer", "endorsements.of_provider"],
  ["creator", "endorsements.of_provider"],
  ["source", "endorsements.of_provider"],
]);
