import type { CheckResult } from "../types/CheckResult";
import type { NestedReport } from "../types/NestedReport";
import { CELLS, GUILD, LABELS } from "./badges";
import { claim, nested, party, type Invented } from "./make";

const LEARNER = "did:key:z6MkinventedLearnerWhoSignsNothing";

/** A learner record: two badges, one of them changed, and the course that both are part of. */
const RECORD: Invented = {
  record: "learner-record",
  kind: "clr_2",
  issuer: GUILD,
  learner: "Elina Koskivaara",
  stored: "2026-11-20T07:50:00Z",
  file: "learner-record.json",
  claim: claim({ title: { en: "Record of cell production, autumn 2026" }, awarded_on: "2026-10-30" }),
  nested: [inside("/credentialSubject/verifiableCredential/0", CELLS), inside("/credentialSubject/verifiableCredential/1", LABELS)],
  view: {
    title: { en: "Record of cell production, autumn 2026" },
    claims: [],
    issued: "2026-10-30",
    record: {
      partial: true,
      achievements: [
        claim({
          id: "urn:uuid:course",
          title: { en: "Cell production" },
          description: { en: "From the coated foil to the closed cell." },
          code: "CP-1",
          criteria: { narrative: { en: "Earn all badges of the line." }, url: null },
        }),
      ],
      associations: [
        { kind: "isPartOf", source: "urn:credential:cell-assembly", target: "urn:uuid:course" },
        { kind: "precedes", source: "urn:credential:battery-labels", target: "urn:credential:cell-assembly" },
        { kind: "ext:sharesToolsWith", source: "urn:credential:battery-labels", target: "urn:uuid:elsewhere" },
      ],
    },
  },
};

/** Something shown: a badge of the holder, and one of somebody else. */
const SHOWN: Invented = {
  record: "shown",
  kind: "vcdm_2",
  shown: true,
  issuer: { party: party({}, null), country: null, listed: false },
  learner: "",
  stored: "2026-11-20T07:51:00Z",
  file: "shown.json",
  findings: [
    { check: "issuer", outcome: "pass", code: "inner_holds", detail: {} },
    { check: "recognition", outcome: "pass", code: "inner_recognised", detail: {} },
    { check: "holder", outcome: "pass", code: "unchallenged", detail: { name: LEARNER } },
  ],
  claim: claim({ title: {}, awarded_on: "2026-11-20" }),
  nested: [
    inside("/verifiableCredential/0", CELLS, { check: "holder", outcome: "pass", code: "unchallenged", detail: {} }),
    inside("/verifiableCredential/1", CELLS, {
      check: "holder",
      outcome: "not_applicable",
      code: "holder_differs",
      detail: { name: LEARNER },
    }),
  ],
  view: {
    title: { und: "Verifiable presentation" },
    kinds: ["VerifiablePresentation"],
    claims: [],
    issued: null,
    valid_from: null,
    subject: { id: LEARNER, name: {}, date_of_birth: null, identifiers: [] },
  },
};

/** Credentials that hold others. */
export const COLLECTIONS: readonly Invented[] = [RECORD, SHOWN];

/** A credential inside another one, with what is found out about its holder. */
function inside(at: string, one: Invented, holder?: CheckResult): NestedReport {
  const findings = [...(one.findings ?? []), ...(holder ? [holder] : [])];
  const about = holder?.code !== "holder_differs";
  return { ...nested(at, { ...one, nested: [], findings }, about), kind: "credential" };
}
