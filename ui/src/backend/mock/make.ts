import { titleOf } from "../../screens/credential/facts";
import { plain } from "../../words/pick";
import { completenessOf } from "./annex1";
import type { Card } from "../types/Card";
import type { Check } from "../types/Check";
import type { CheckResult } from "../types/CheckResult";
import type { Claim } from "../types/Claim";
import type { Concept } from "../types/Concept";
import type { CredentialView } from "../types/CredentialView";
import type { Detail } from "../types/Detail";
import type { Image } from "../types/Image";
import type { LearningOutcome } from "../types/LearningOutcome";
import type { NestedReport } from "../types/NestedReport";
import type { Party } from "../types/Party";
import type { ProfileId } from "../types/ProfileId";
import type { ProofSummary } from "../types/ProofSummary";
import type { Report } from "../types/Report";
import type { SealSummary } from "../types/SealSummary";
import type { Text } from "../types/Text";
import type { UnsignedPart } from "../types/UnsignedPart";
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
  /** What it is, where it is no European Digital Credential with a seal. */
  readonly kind?: Exclude<ProfileId, "edc">;
  /** True for something that somebody shows. */
  readonly shown?: boolean;
  readonly unsigned?: readonly UnsignedPart[];
  readonly nested?: readonly NestedReport[];
  /** What differs in what it says. */
  readonly view?: Partial<CredentialView>;
};

export type Provider = { readonly party: Party; readonly country: string | null; readonly listed: boolean };

/** What the wallet would show of an invented credential. */
export function detailOf(one: Invented, checkedAt: string): Detail {
  const original = JSON.stringify(originalOf(one), null, 2);
  return {
    record: one.record,
    report: reportOf(one, checkedAt),
    file_name: one.file || null,
    stored_at: one.stored,
    checked_at: checkedAt,
    when_received: null,
    bytes: 41_000 + original.length * 37,
    original,
    annex1: completenessOf(one),
  };
}

/** The line of a credential in the list. */
export function cardOf({ record, report, checked_at }: Detail): Card {
  const { claims, verdict, checks } = report;
  const main = claims.claims[0];
  const credit = main?.credits[0];
  const deciding = checks.find(
    ({ check, outcome }) =>
      check !== "schema" && outcome === (verdict === "invalid" ? "fail" : "undetermined"),
  );
  return {
    record,
    title: titleOf(claims).text,
    issuer: plain(claims.issuer.name),
    country: report.seal?.country ?? null,
    awarded: main?.awarded_on ?? claims.issued,
    valid_until: claims.valid_until,
    size: credit ? `${credit.points} ${plain(credit.framework.label)}`.trim() : (main?.credits_available ?? null),
    verdict,
    code: deciding?.code ?? null,
    checked_at,
    kinship: null,
  };
}

/** A claim with only what is given. */
export function claim(given: Partial<Claim> & { title: Text }): Claim {
  return { ...NO_CLAIM, ...given };
}

export function concept(label: Text, id: string | null = null): Concept {
  return { id, label };
}

export function outcome(title: Text, ...skills: string[]): LearningOutcome {
  const named = skills.map((skill) => concept({ en: skill }));
  return { title, skills: named, level: null, kind: null, reuse: null, process: null, notes: [] };
}

export function party(name: Text, country: string | null): Party {
  const place = country === null ? null : concept({ en: country });
  return { id: null, name, legal_identifier: null, country: place, homepage: null, description: {}, image: null };
}

/** A credential that another one carries. */
export function nested(at: string, one: Invented, aboutParent: boolean): NestedReport {
  return { at, kind: "endorsement", about_parent: aboutParent, report: reportOf(one, "2026-11-22T07:12:00Z") };
}

function reportOf(one: Invented, at: string): Report {
  const checks = CHECKS.map((check) => one.findings?.find((found) => found.check === check) ?? ordinary(check, one));
  return {
    version: 1,
    kind: one.shown ? "presentation" : "credential",
    profile: one.kind ?? "edc",
    securing: one.kind ? "data_integrity" : "jades",
    verdict: verdictOf(checks),
    checks,
    at,
    seal: one.kind ? null : sealOf(one, checks),
    proofs: one.kind ? [proofOf(one, checks)] : [],
    unsigned: [...(one.unsigned ?? [])],
    nested: [...(one.nested ?? [])],
    claims: viewOf(one),
    sha256: "9f2c4b1e07d3a86515c0e2f7ab94d6380c1d5e6f7a8b9c0d1e2f3a4b5c6d7e8f",
  };
}

function sealOf({ issuer, claim }: Invented, checks: readonly CheckResult[]): SealSummary {
  const awarded = claim.awarded_on;
  return {
    sealed_by: plain(issuer.party.name),
    organization_identifier: null,
    country: issuer.country,
    certificate_issuer: "Invented Seal Authority",
    certificate_until: "2027-12-31T00:00:00Z",
    claimed_time: awarded,
    proven_time: checks.some(({ code }) => code === "sealing_time_not_proven") ? null : awarded,
    algorithm: "RS256",
  };
}

function proofOf({ claim }: Invented, checks: readonly CheckResult[]): ProofSummary {
  const signature = checks.find(({ check }) => check === "signature");
  return {
    suite: "eddsa-rdfc-2022",
    verification_method: `did:key:${INVENTED_KEY}#${INVENTED_KEY}`,
    created: claim.awarded_on && `${claim.awarded_on}T09:00:00Z`,
    outcome: signature?.outcome ?? "undetermined",
    code: signature?.code ?? null,
    notes: [],
  };
}

function viewOf({ record, issuer, claim, learner, until, images, view }: Invented): CredentialView {
  return {
    id: `urn:credential:${record}`,
    title: claim.title,
    description: {},
    issuer: issuer.party,
    subject: { id: null, name: learner ? { en: learner } : {}, date_of_birth: null, identifiers: [] },
    issued: claim.awarded_on,
    valid_from: claim.awarded_on,
    valid_until: until ?? null,
    claims: [claim],
    images: [...(images ?? [])],
    languages: Object.keys(claim.title),
    kinds: [],
    evidence: [],
    endorsement: null,
    subjects: [],
    record: null,
    variants: [],
    statements: [],
    schemas: [],
    remote_images: 0,
    documents: [],
    ...view,
  };
}

function ordinary(check: Check, one: Invented): CheckResult {
  const name = plain(one.issuer.party.name);
  switch (check) {
    case "signature":
      return { check, outcome: "pass", detail: { algorithm: one.kind ? "Ed25519" : "RS256" } };
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
  return one.kind ? signedOf(one) : sealedOf(one);
}

function sealedOf({ record, claim }: Invented): object {
  return {
    payload: JSON.stringify({
      id: `urn:credential:${record}`,
      type: ["VerifiableCredential", "EuropeanDigitalCredential"],
      credentialSubject: { type: "Person", hasClaim: { type: "LearningAchievement", title: claim.title } },
    }),
    signatures: [{ protected: "eyJhbGciOiJSUzI1NiIsImI2NCI6ZmFsc2V9", signature: "bm90IGEgcmVhbCBzZWFs" }],
  };
}

function signedOf({ record, kind, issuer, claim }: Invented): object {
  const badge = kind === "open_badges_3";
  return {
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      ...(badge ? ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"] : []),
    ],
    id: `urn:credential:${record}`,
    type: ["VerifiableCredential", ...(badge ? ["OpenBadgeCredential"] : [])],
    issuer: { id: issuer.party.id, name: plain(issuer.party.name) },
    credentialSubject: { achievement: { name: plain(claim.title) } },
    proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022", proofValue: "z2notARealProof" },
  };
}

const NO_CLAIM: Claim = {
  id: null,
  kind: "achievement",
  title: {},
  description: {},
  awarded_by: [],
  awarded_on: null,
  outcomes: [],
  outcome_summary: {},
  credits: [],
  workload: null,
  eqf_level: null,
  accreditations: [],
  fields: [],
  entitlements: [],
  nqf_levels: [],
  assessments: [],
  modes: [],
  setting: null,
  quality_assurance: [],
  entry_requirements: {},
  parts: [],
  about: null,
  achievement_type: null,
  criteria: null,
  field_of_study: {},
  specialization: {},
  code: null,
  version: null,
  language: null,
  tags: [],
  alignments: [],
  results: [],
  credits_available: null,
  started_on: null,
  ended_on: null,
  role: {},
  term: {},
  license_number: null,
  created_by: [],
  related: [],
  image: null,
  maturity: null,
  places: [],
  notes: [],
  documents: [],
};
const INVENTED_KEY = "z6MkinventedForTheMockAndSignsNothing";
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
