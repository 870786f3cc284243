import { plain } from "../../words/pick";
import type { Card } from "../types/Card";
import type { Check } from "../types/Check";
import type { CheckResult } from "../types/CheckResult";
import type { Claim } from "../types/Claim";
import type { Concept } from "../types/Concept";
import type { Detail } from "../types/Detail";
import type { Image } from "../types/Image";
import type { LearningOutcome } from "../types/LearningOutcome";
import type { Party } from "../types/Party";
import type { Report } from "../types/Report";
import type { Text } from "../types/Text";
import type { Verdict } from "../types/Verdict";

/** An invented credential: what differs between one and the next. */
export type Invented = {
  readonly record: string;
  readonly issuer: Provider;
  readonly claim: Claim;
  readonly learner: string;
  readonly until?: string;
  readonly images?: readonly Image[];
  readonly stored: string;
  readonly file: string;
  /** Checks that did not simply pass. */
  readonly findings?: readonly CheckResult[];
};

export type Provider = { readonly party: Party; readonly country: string | null; readonly listed: boolean };

/** What the wallet would show of an invented credential. */
export function detailOf(one: Invented, checkedAt: string): Detail {
  const original = JSON.stringify(originalOf(one), null, 2);
  return {
    record: one.record,
    report: reportOf(one, checkedAt),
    file_name: one.file,
    stored_at: one.stored,
    checked_at: checkedAt,
    bytes: 41_000 + original.length * 37,
    original,
  };
}

/** The line of a credential in the list. */
export function cardOf({ record, report, checked_at }: Detail): Card {
  const { claims, verdict, checks } = report;
  const credit = claims.claims[0]?.credits[0];
  const deciding = checks.find(
    ({ check, outcome }) =>
      check !== "schema" && outcome === (verdict === "invalid" ? "fail" : "undetermined"),
  );
  return {
    record,
    title: plain(claims.title),
    issuer: plain(claims.issuer.name),
    country: report.seal?.country ?? null,
    awarded: claims.claims[0]?.awarded_on ?? null,
    valid_until: claims.valid_until,
    size: credit ? `${credit.points} ${plain(credit.framework.label)}` : null,
    verdict,
    code: deciding?.code ?? null,
    checked_at,
  };
}

/** A claim with only what is given. */
export function claim(given: Partial<Claim> & { title: Text }): Claim {
  return {
    id: null,
    kind: "achievement",
    description: {},
    awarded_by: [],
    awarded_on: null,
    outcomes: [],
    outcome_summary: {},
    credits: [],
    workload: null,
    eqf_level: null,
    nqf_levels: [],
    assessments: [],
    modes: [],
    setting: null,
    quality_assurance: [],
    entry_requirements: {},
    parts: [],
    ...given,
  };
}

export function concept(label: Text, id: string | null = null): Concept {
  return { id, label };
}

export function outcome(title: Text, ...skills: string[]): LearningOutcome {
  return { title, skills: skills.map((skill) => concept({ en: skill })) };
}

export function party(name: Text, country: string | null): Party {
  const place = country === null ? null : concept({ en: country });
  return { id: null, name, legal_identifier: null, country: place, homepage: null };
}

function reportOf(one: Invented, at: string): Report {
  const sealer = plain(one.issuer.party.name);
  const awarded = one.claim.awarded_on;
  const checks = CHECKS.map((check) => one.findings?.find((found) => found.check === check) ?? ordinary(check, one));
  return {
    version: 1,
    profile: "edc",
    securing: "jades",
    verdict: verdictOf(checks),
    checks,
    at,
    seal: {
      sealed_by: sealer,
      organization_identifier: null,
      country: one.issuer.country,
      certificate_issuer: "Invented Seal Authority",
      certificate_until: "2027-12-31T00:00:00Z",
      claimed_time: awarded,
      proven_time: checks.some(({ code }) => code === "sealing_time_not_proven") ? null : awarded,
      algorithm: "RS256",
    },
    claims: {
      id: `urn:credential:${one.record}`,
      title: one.claim.title,
      description: {},
      issuer: one.issuer.party,
      subject: { id: null, name: { en: one.learner }, date_of_birth: null },
      issued: awarded,
      valid_from: awarded,
      valid_until: one.until ?? null,
      claims: [one.claim],
      images: [...(one.images ?? [])],
      languages: Object.keys(one.claim.title),
    },
    sha256: "9f2c4b1e07d3a86515c0e2f7ab94d6380c1d5e6f7a8b9c0d1e2f3a4b5c6d7e8f",
  };
}

function ordinary(check: Check, one: Invented): CheckResult {
  const name = plain(one.issuer.party.name);
  switch (check) {
    case "signature":
      return { check, outcome: "pass", detail: { algorithm: "RS256" } };
    case "issuer":
      return { check, outcome: "pass", detail: { name } };
    case "recognition":
      return one.issuer.listed
        ? { check, outcome: "pass", by: LIST.by, detail: { list: LIST.title, as_of: LIST.asOf, name } }
        : { check, outcome: "undetermined", code: "not_listed", detail: { name } };
    case "validity":
      return {
        check,
        outcome: "pass",
        detail: { from: one.claim.awarded_on ?? "", ...(one.until ? { until: one.until } : {}) },
      };
    case "status":
      return { check, outcome: "not_applicable", code: "no_status_declared", detail: {} };
    case "holder":
      return { check, outcome: "not_applicable", code: "not_a_presentation", detail: {} };
    case "format":
    case "schema":
      return { check, outcome: "pass", detail: {} };
  }
}

function verdictOf(checks: readonly CheckResult[]): Verdict {
  const judged = checks.filter(({ check }) => check !== "schema");
  if (judged.some(({ outcome }) => outcome === "fail")) return "invalid";
  const open = judged.filter(({ outcome }) => outcome === "undetermined");
  if (open.length === 0) return "verified";
  return open.every(({ check }) => check === "recognition") ? "unrecognised" : "undetermined";
}

function originalOf(one: Invented): object {
  return {
    payload: JSON.stringify({
      id: `urn:credential:${one.record}`,
      type: ["VerifiableCredential", "EuropeanDigitalCredential"],
      credentialSubject: { type: "Person", hasClaim: { type: "LearningAchievement", title: one.claim.title } },
    }),
    signatures: [{ protected: "eyJhbGciOiJSUzI1NiIsImI2NCI6ZmFsc2V9", signature: "bm90IGEgcmVhbCBzZWFs" }],
  };
}

const LIST = { by: "invented@2026-11-03", title: "Invented trusted list", asOf: "2026-11-03" };
const CHECKS: readonly Check[] = [
  "format",
  "signature",
  "issuer",
  "recognition",
  "validity",
  "status",
  "holder",
  "schema",
];
