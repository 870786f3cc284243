import type { Alignment } from "../types/Alignment";
import type { LearningResult } from "../types/LearningResult";
import type { RubricLevel } from "../types/RubricLevel";
import type { Statement } from "../types/Statement";
import { claim, concept, nested, outcome, party, type Invented, type Provider } from "./make";

export const GUILD: Provider = {
  party: {
    ...party({ en: "Battery Makers’ Guild" }, null),
    id: "did:web:guild.example",
    description: { en: "Invented companies that train their people together." },
    homepage: "https://guild.example",
  },
  country: null,
  listed: true,
};
const COUNCIL: Provider = { party: party({ en: "Lakeland Skills Council" }, null), country: null, listed: true };
const LABEL_WORKS: Provider = { party: party({ en: "Label Works" }, null), country: null, listed: false };
const HARBOUR: Provider = {
  party: party({ en: "Port of Mersat", ar: "ميناء مرسات" }, null),
  country: null,
  listed: false,
};

const LEVELS: RubricLevel[] = [
  level("beginner", "Beginner", "Follows somebody who knows how."),
  level("guided", "With guidance", "Does it while somebody watches."),
  level("independent", "Independent", "Does it alone, safely, at the pace of the line."),
  level("expert", "Expert", "Teaches it to others and improves it."),
];

export const CELLS: Invented = {
  record: "cell-assembly",
  kind: "open_badges_3",
  issuer: GUILD,
  learner: "",
  stored: "2026-11-20T07:47:00Z",
  file: "cell-assembly.1ob",
  claim: claim({
    title: { en: "Cell assembly operator" },
    description: { en: "Stacks, fills and closes battery cells in a dry room." },
    achievement_type: "MicroCredential",
    awarded_by: [GUILD.party],
    awarded_on: "2026-09-18",
    credits: [{ framework: concept({}), points: "1.5" }],
    criteria: {
      narrative: {
        en: "Forty cells in a row without a rejected seal, in the presence of an examiner.\nA written test on electrolytes, at least 80 %.",
      },
      url: "https://guild.example/badges/cell-assembly",
    },
    outcomes: [{ ...outcome({ en: "Cell assembly operator" }, "assemble batteries"), level: LEVELS[2] ?? null }],
    outcome_summary: { en: "Stacks electrodes without touching the coating, and stops the line when the dew point rises." },
    results: [
      result({ title: { en: "Assembly at the line" }, achieved_level: LEVELS[2] ?? null, required_level: LEVELS[1] ?? null, levels: LEVELS }),
      result({ title: { en: "Written test" }, value: "91", required_value: "80", minimum: "0", maximum: "100" }),
    ],
    alignments: [
      alignment("assemble batteries", "http://data.europa.eu/esco/skill/5ae3b8f6-3b0c-4b7d-9f0a-2f3c1c1c8f10"),
      { ...alignment("Working in the battery industry", null), framework: { en: "Finnish vocational units" }, code: "107377" },
    ],
    tags: ["cell", "dry room"],
  }),
  view: {
    subject: {
      id: null,
      name: {},
      date_of_birth: null,
      identifiers: [{ kind: "emailAddress", value: "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399", hashed: true, salt: "Kosher" }],
    },
    evidence: [
      {
        id: "https://guild.example/evidence/4711",
        kinds: ["Evidence"],
        name: { en: "Log of the forty cells" },
        description: {},
        narrative: { en: "Weight and resistance of each cell, signed by the examiner." },
        genre: { en: "Test record" },
        audience: {},
        statements: [statement("examiner", { kind: "text", text: "Oili Saarto", language: null })],
      },
    ],
    remote_images: 1,
  },
  nested: [
    nested("/credentialSubject/achievement/endorsement/0", endorsement(COUNCIL, "Matches what employers in the region look for."), true),
    nested("/endorsement/0", endorsement(LABEL_WORKS, "The best course of its kind."), false),
  ],
};

export const LABELS: Invented = {
  record: "battery-labels",
  kind: "open_badges_3",
  issuer: GUILD,
  learner: "Elina Koskivaara",
  stored: "2026-11-20T07:48:00Z",
  file: "battery-labels.json",
  findings: [
    {
      check: "format",
      outcome: "fail",
      code: "unsigned_content",
      detail: { value: "/credentialSubject/achievement/grade" },
    },
  ],
  unsigned: [{ at: "/credentialSubject/achievement/grade", why: "undefined_term", value: '"with distinction"' }],
  claim: claim({
    title: { en: "Reading battery labels" },
    description: { en: "Knows the symbols, the chemistry and the limits printed on a pack." },
    achievement_type: "Badge",
    awarded_by: [GUILD.party],
    awarded_on: "2026-08-21",
    criteria: { narrative: { en: "Names the hazards of ten packs from their labels alone." }, url: null },
    results: [result({ title: { en: "Ten packs" }, status: "Completed" })],
  }),
};

const CRANE: Invented = {
  record: "crane-driver",
  kind: "vcdm_2",
  issuer: HARBOUR,
  learner: "Elina Koskivaara",
  stored: "2026-11-20T07:49:00Z",
  file: "",
  claim: claim({ title: {}, awarded_on: "2026-07-01" }),
  unsigned: [{ at: "/name/1/@direction", why: "text_direction", value: '"rtl"' }],
  view: {
    title: { ar: "رخصة سائق رافعة" },
    kinds: ["CraneDriverCredential"],
    claims: [],
    issued: "2026-07-01",
    subjects: [
      {
        id: "urn:uuid:6f0d4b1e-2f0a-4b5e-9a53-6c1c8f1d2e3f",
        kinds: ["Person"],
        statements: [
          statement("given name", { kind: "text", text: "Elina", language: null }),
          statement("licence class", { kind: "text", text: "Gantry cranes up to 40 t", language: "en" }),
          statement("may drive at night", { kind: "typed", text: "true", datatype: "http://www.w3.org/2001/XMLSchema#boolean" }),
          statement("examination", {
            kind: "thing",
            id: null,
            kinds: ["Examination"],
            statements: [
              statement("date", { kind: "typed", text: "2026-06-24", datatype: "http://www.w3.org/2001/XMLSchema#date" }),
              statement("examiner", { kind: "text", text: "سالم الميناوي", language: "ar" }),
            ],
          }),
        ],
      },
    ],
  },
};

/** Credentials whose signature lies inside the document: badges, and one of no known kind. */
export const SIGNED: readonly Invented[] = [CELLS, LABELS, CRANE];

function level(id: string, name: string, description: string): RubricLevel {
  return { id, name: { en: name }, level: null, points: null, description: { en: description }, alignments: [] };
}

function result(given: Partial<LearningResult>): LearningResult {
  return {
    title: {},
    kind: null,
    value: null,
    status: null,
    achieved_level: null,
    required_level: null,
    required_value: null,
    allowed_values: [],
    minimum: null,
    maximum: null,
    levels: [],
    alignments: [],
    ...given,
  };
}

function alignment(name: string, url: string | null): Alignment {
  return { name: { en: name }, url, code: null, kind: null, framework: {}, description: {} };
}

function statement(label: string, ...values: Statement["values"]): Statement {
  return { property: `https://mersat.example/terms#${label.replaceAll(" ", "")}`, label, values };
}

function endorsement(issuer: Provider, comment: string): Invented {
  return {
    record: "endorsement",
    kind: "open_badges_3",
    issuer,
    learner: "",
    stored: "2026-11-20T07:47:00Z",
    file: "",
    claim: claim({ title: {}, awarded_on: "2026-10-02" }),
    view: { claims: [], endorsement: { of: "urn:uuid:0f1e", comment: { en: comment } } },
  };
}
