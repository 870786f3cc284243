import type { Assessment } from "../../backend/types/Assessment";
import type { Claim } from "../../backend/types/Claim";
import type { Concept } from "../../backend/types/Concept";
import type { CredentialView } from "../../backend/types/CredentialView";
import type { Party } from "../../backend/types/Party";
import type { Report } from "../../backend/types/Report";
import type { SealSummary } from "../../backend/types/SealSummary";
import { day, duration, inARow, sized, spaced } from "../../words/format";
import { level as calm, say, sayIfKnown } from "../../words/index";
import { pick, plain, type Picked } from "../../words/pick";

/** One fact: its name, its value in the language it is given in, and what qualifies it. */
export type Fact = { readonly name: string; readonly value: Picked; readonly note?: string };

/** The claim a person means by "the credential": the first achievement, else the first of any kind. */
export function mainClaim(view: CredentialView): Claim | undefined {
  return view.claims.find((claim) => claim.kind === "achievement") ?? view.claims[0];
}

/** The title: of the credential, else of what was achieved, else its type in words. */
export function titleOf(view: CredentialView): Picked {
  const kind = view.kinds[0];
  const named = pick(view.title) ?? pick(mainClaim(view)?.title ?? {}) ?? (kind ? { text: spaced(calm(kind)) } : undefined);
  return named ?? { text: say("wallet.unnamed") };
}

/** "Awarded to … on …", as far as the credential says so. */
export function awarded(view: CredentialView): string {
  const name = plain(view.subject.name);
  const on = mainClaim(view)?.awarded_on ?? view.issued;
  const date = on ? day(on) : "";
  if (name && date) return say("credential.awarded_to_on", { name, date });
  if (name) return say("credential.awarded_to", { name });
  return date ? say("credential.awarded_on", { date }) : "";
}

/** The facts that are given, in the order they are read. */
export function facts(report: Report, main: Claim | undefined): Fact[] {
  const view = report.claims;
  const own = main ? [workload(main), level(main), assessment(main), taken(main), awardedBy(main)] : [];
  return [...own, recipient(view), shownBy(report) ?? sealedBy(report.seal) ?? signedBy(report), vouchedBy(report), inForce(view)].filter(
    (fact) => fact !== undefined,
  );
}

/** Credit points as issued: "15 competence points". */
export function points(claim: Claim): string {
  return inARow(claim.credits.map(({ points, framework }) => sized(`${calm(points)} ${scheme(framework)}`.trim())));
}

function scheme({ id, label }: Concept): string {
  return id === ECTS ? "ECTS" : plain(label); // its label is long, and everybody says it so
}

function workload(claim: Claim): Fact | undefined {
  const time = claim.workload ? duration(claim.workload) : "";
  const possible = claim.credits_available ? say("credential.credits_up_to", { n: sized(claim.credits_available) }) : "";
  const credits = points(claim) || possible;
  const name = credits && !time ? say("credential.credits") : say("credential.workload");
  return fact(name, { text: credits || time }, credits ? time : "");
}

function taken({ started_on, ended_on }: Claim): Fact | undefined {
  const name = say("credential.taken");
  const [from, until] = [started_on ? day(started_on) : "", ended_on ? day(ended_on) : ""];
  if (from && until) return fact(name, { text: say("credential.taken_from_until", { from, until }) }, "");
  return fact(name, { text: from ? say("credential.from", { date: from }) : until }, "");
}

/** By what the learner is known in the credential, where the name is not given. */
function recipient({ subject }: CredentialView): Fact | undefined {
  const known = subject.identifiers.find(({ hashed }) => !hashed) ?? subject.identifiers[0];
  if (known === undefined) return undefined;
  const kind = identity(known.kind);
  return known.hashed
    ? fact(say("credential.recipient"), { text: say("credential.hidden", { kind }) }, say("credential.hidden_note"))
    : fact(say("credential.recipient"), { text: calm(known.value) }, kind);
}

/** What kind of identifier, in words. */
export function identity(kind: string | null): string {
  return sayIfKnown(`identity.${kind}`) ?? say("identity.other");
}

function level(claim: Claim): Fact | undefined {
  const national = inARow(claim.nqf_levels.map((concept) => plain(concept.label)).filter(Boolean));
  const value = claim.eqf_level ? eqf(claim.eqf_level) : undefined;
  return fact(say("credential.level"), value ?? { text: national }, value ? national : "");
}

function eqf(concept: Concept): Picked {
  const digit = /[1-8]$/.exec(concept.id ?? plain(concept.label))?.[0];
  return digit ? { text: say("credential.eqf", { level: digit }) } : (pick(concept.label) ?? { text: "" });
}

function assessment(claim: Claim): Fact | undefined {
  const [only, ...others] = claim.assessments;
  if (only === undefined) return undefined;
  const value = others.length === 0 ? result(only) : { text: inARow(claim.assessments.map((one) => result(one).text)) };
  const how = [...only.kinds, ...(only.identity_check ? [only.identity_check] : [])];
  return fact(say("credential.assessment"), value, inARow(how.map((kind) => plain(kind.label)).filter(Boolean)));
}

function result(one: Assessment): Picked {
  return pick(one.grade) ?? pick(one.title) ?? { text: plain(one.kinds[0]?.label) };
}

function awardedBy(claim: Claim): Fact | undefined {
  const [only, ...others] = claim.awarded_by;
  if (only === undefined) return undefined;
  const names = claim.awarded_by.map((party) => plain(party.name)).filter(Boolean);
  const value = others.length === 0 ? (pick(only.name) ?? { text: "" }) : { text: inARow(names) };
  return fact(say("credential.awarded_by"), value, place(only));
}

/** Who shows it, once the key is shown to be the holder's. */
function shownBy({ kind, checks, claims }: Report): Fact | undefined {
  if (kind !== "presentation") return undefined;
  const holder = checks.find(({ check }) => check === "holder");
  const named = pick(claims.subject.name) ?? { text: calm(claims.subject.id ?? holder?.detail?.["name"] ?? "") };
  const value = holder?.outcome === "pass" ? named : { text: say("credential.signer_unknown") };
  const nobody = checks.some(({ code }) => code === "unsigned");
  return fact(say("presentation.shown_by"), nobody ? { text: say("presentation.nobody") } : value, "");
}

function sealedBy(seal: SealSummary | null): Fact | undefined {
  return seal ? fact(say("credential.sealed_by"), { text: calm(seal.sealed_by) }, sealedOn(seal)) : undefined;
}

/** Who signed where no certificate names anybody: the provider, once the key is shown to be its own. */
function signedBy({ proofs, checks, claims }: Report): Fact | undefined {
  const [first] = proofs;
  if (first === undefined) return fact(say("credential.sealed_by"), { text: say("credential.unsealed") }, "");
  const own = checks.some(({ check, outcome }) => check === "issuer" && outcome === "pass");
  const name = (own && pick(claims.issuer.name)) || { text: say("credential.signer_unknown") };
  const made = first.created ? say("credential.sealed_claimed", { date: day(first.created) }) : "";
  return fact(say("credential.signed_by"), name, own ? made : "");
}

/** The list that names whoever signed, which is neither who sealed nor who awarded. */
function vouchedBy({ kind, checks }: Report): Fact | undefined {
  const recognition = checks.find(({ check, outcome }) => check === "recognition" && outcome === "pass");
  const { list, as_of } = recognition?.detail ?? {};
  if (kind === "presentation" || !list) return undefined;
  return fact(say("credential.vouched_by"), { text: calm(list) }, as_of ? say("trust.dated", { date: day(as_of) }) : "");
}

/** When it was sealed, and whether that rests on more than the seal's own word. */
function sealedOn({ proven_time, claimed_time }: SealSummary): string {
  if (proven_time) return say("credential.sealed_proven", { date: day(proven_time) });
  return claimed_time ? say("credential.sealed_claimed", { date: day(claimed_time) }) : "";
}

function inForce(view: CredentialView): Fact | undefined {
  const from = view.valid_from ? day(view.valid_from) : "";
  const until = view.valid_until ? day(view.valid_until) : "";
  const name = say("credential.in_force");
  if (from) {
    const end = until ? say("credential.until", { date: until }) : say("credential.no_end");
    return fact(name, { text: say("credential.from", { date: from }) }, end);
  }
  return until ? fact(name, { text: say("credential.until_only", { date: until }) }, "") : undefined;
}

function place(party: Party): string {
  return plain(party.country?.label);
}

function fact(name: string, value: Picked, note: string): Fact | undefined {
  if (value.text === "") return undefined;
  return note ? { name, value, note } : { name, value };
}

/** The European Credit Transfer System in the EU vocabulary `education-credit`. */
const ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af";
