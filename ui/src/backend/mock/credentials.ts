import picture from "./certificate.png?inline";

import { SIGNED } from "./badges";
import { COLLECTIONS } from "./collections";
import { VEHICLE_UNITS } from "./awards";
import { claim, concept, outcome, party, type Invented, type Provider } from "./make";

const CONSORTIUM: Provider = {
  party: party({ en: "Rannikko Education Consortium", fi: "Rannikon koulutuskuntayhtymä" }, "Finland"),
  country: "FI",
  listed: true,
};
const COLLEGE = party({ en: "Saarenranta Vocational College", fi: "Saarenrannan ammattiopisto" }, "Finland");
const INSTITUTE: Provider = {
  party: party({ en: "Instituto Técnico da Foz do Alcaide" }, "Portugal"),
  country: "PT",
  listed: true,
};
const CENTRE: Provider = {
  party: party({ en: "Centrum techniky Horní Javor" }, "Czechia"),
  country: "CZ",
  listed: true,
};
const VOLTARO: Provider = { party: party({ en: "Voltaro Learning" }, null), country: null, listed: false };

const LEARNER = "Elina Koskivaara";
const COMPETENCE_POINTS = concept({ en: "competence points", fi: "osaamispistettä" });
const ECTS = concept({ en: "ECTS" });
const EQF_4 = concept({ en: "Level 4" }, "http://data.europa.eu/snb/eqf/4");
const EQF_5 = concept({ en: "Level 5" }, "http://data.europa.eu/snb/eqf/5");
const AT_WORK = concept({ en: "demonstration at work" });
const ON_SITE = concept({ en: "supervised on site" });

const SEALED: readonly Invented[] = [
  {
    record: "battery-industry",
    issuer: CONSORTIUM,
    learner: LEARNER,
    stored: "2026-11-20T07:40:00Z",
    file: "tyoskentely-akkualalla.jsonld",
    images: [
      { language: "en", page: 1, media_type: "image/png", base64: picture.split(",")[1] ?? "" },
      { language: "fi", page: 1, media_type: "image/png", base64: picture.split(",")[1] ?? "" },
    ],
    findings: [
      {
        check: "schema",
        outcome: "fail",
        code: "rule_broken",
        detail: { rule: "LearningAchievement.supplementaryDocument 1..1", at: "/credentialSubject/hasClaim", count: "1" },
      },
    ],
    claim: claim({
      title: { en: "Working in the battery industry", fi: "Työskentely akkualalla" },
      description: {
        en: "Covers the whole value chain of the battery industry, from raw materials to recycling.",
        fi: "Kattaa akkualan koko arvoketjun raaka-aineista kierrätykseen.",
      },
      awarded_by: [COLLEGE],
      awarded_on: "2026-05-30",
      credits: [{ framework: COMPETENCE_POINTS, points: "15" }],
      workload: "PT405H",
      eqf_level: EQF_4,
      nqf_levels: [concept({ en: "Finnish framework level 4" })],
      assessments: [
        { title: {}, kinds: [AT_WORK], grade: { en: "Good (4)", fi: "Hyvä (4)" }, identity_check: ON_SITE, date: null },
      ],
      modes: [concept({ en: "at work" }), concept({ en: "in class" })],
      entry_requirements: { en: "Occupational safety card" },
      outcomes: [
        outcome({ en: "Plans the work from written and spoken instructions in English" }, "work in multicultural teams"),
        outcome({ en: "Knows the value chain, common raw materials and the parts of a cell" }, "battery chemistry"),
        outcome({ en: "Runs and watches a workstation, and acts on production problems" }, "monitor production line"),
        outcome({ en: "Works safely with electrical and chemical risks" }, "follow safety standards"),
        outcome({ en: "Sorts waste and handles chemicals as instructed" }, "sort waste", "handle chemicals"),
      ],
      parts: [
        claim({
          title: { en: "Preparing for the job" },
          outcomes: [
            outcome({ en: "Observes working hours and plans own work" }),
            outcome({ en: "Works as a member of an international team" }),
          ],
        }),
        claim({
          title: { en: "Safe operation" },
          outcomes: [
            outcome({ en: "Evaluates risks and reports deviations, faults and damage" }),
            outcome({ en: "Uses protective equipment and acts in an emergency" }),
          ],
        }),
      ],
    }),
  },
  {
    record: "production-line",
    issuer: CONSORTIUM,
    learner: LEARNER,
    stored: "2026-11-20T07:41:00Z",
    file: "tuotantolinja.jsonld",
    claim: claim({
      title: { en: "Looking after a production line", fi: "Tuotantolinjan käyttö" },
      awarded_by: [COLLEGE],
      awarded_on: "2025-12-19",
      credits: [{ framework: COMPETENCE_POINTS, points: "45" }],
      eqf_level: EQF_4,
      outcomes: [outcome({ en: "Adjusts machines and keeps records of production" }, "set up production machines")],
    }),
  },
  {
    record: "vehicle-units",
    issuer: CONSORTIUM,
    learner: LEARNER,
    stored: "2026-05-04T07:41:00Z",
    file: "autoala.jsonld",
    claim: claim({
      title: { en: "Units of the vehicle sector", fi: "Autoalan tutkinnon osia" },
      awarded_by: [COLLEGE],
      awarded_on: "2025-11-28",
      credits: [{ framework: COMPETENCE_POINTS, points: "115" }],
      eqf_level: EQF_4,
      parts: VEHICLE_UNITS.map(({ code, name, points }) =>
        claim({ title: { en: name }, code, credits: [{ framework: COMPETENCE_POINTS, points }] }),
      ),
    }),
  },
  {
    record: "battery-passport",
    issuer: INSTITUTE,
    learner: LEARNER,
    stored: "2026-11-20T07:42:00Z",
    file: "passaporte.jsonld",
    claim: claim({
      title: { en: "Battery passport and traceability", pt: "Passaporte de baterias e rastreabilidade" },
      awarded_by: [INSTITUTE.party],
      awarded_on: "2026-03-11",
      credits: [{ framework: ECTS, points: "3" }],
      workload: "PT75H",
      eqf_level: EQF_5,
      fields: [concept({ en: "Chemical engineering and processes" }, "http://data.europa.eu/snb/isced-f/0711")],
      entitlements: [{ en: "Sign battery passports" }],
      accreditations: [
        {
          title: { en: "Invented Agency for Quality in Training" },
          kind: concept({ en: "Programme accreditation" }),
          by: { en: "Invented Agency" },
          until: "2030-12-31",
          levels: [concept({ en: "Level 4" }, "http://data.europa.eu/snb/eqf/4")],
          fields: [],
          jurisdictions: [concept({ en: "Ireland" }, "http://publications.europa.eu/resource/authority/atu/IRL")],
          credential_types: [],
          outside: ["level"],
          unknown: ["jurisdiction"],
        },
      ],
      quality_assurance: [{ en: "Invented Agency for Quality in Training" }],
      maturity: concept({ en: "Practitioner" }),
      notes: [{ en: "Held together with the port authority.", pt: "Realizado com a autoridade portuária." }],
      places: [
        {
          of: "learning",
          name: { en: "Battery hall" },
          address: { en: "Cais 4, Foz do Alcaide" },
          country: concept({ en: "Portugal" }, "http://publications.europa.eu/resource/authority/country/PRT"),
          areas: [],
        },
      ],
      documents: [
        { title: { en: "Course page" }, description: {}, url: "https://foz.example/passaporte", file: null },
        {
          title: { en: "Syllabus" },
          description: {},
          url: null,
          file: { media_type: "PDF", content: { bytes: 48_213, sha256: "5d1e07c2".repeat(8) } },
        },
      ],
      outcomes: [
        {
          ...outcome({ en: "Interprets and fills in a battery passport" }, "manage product data"),
          kind: concept({ en: "skill" }, "http://data.europa.eu/snb/skill-type/skill"),
          reuse: concept({ en: "sector specific skills and competences" }),
          process: "understand",
          notes: [{ en: "With the forms of 2026." }],
        },
        outcome({ en: "Follows raw materials back to their origin" }, "trace materials"),
      ],
    }),
  },
  {
    record: "dry-rooms",
    issuer: INSTITUTE,
    learner: LEARNER,
    stored: "2026-11-20T07:42:30Z",
    file: "salas-limpas.jsonld",
    claim: claim({
      title: { en: "Clean and dry rooms in cell assembly", pt: "Salas limpas e secas" },
      awarded_by: [INSTITUTE.party],
      awarded_on: "2026-02-02",
      credits: [{ framework: ECTS, points: "2" }],
    }),
  },
  {
    record: "high-voltage",
    issuer: CENTRE,
    learner: LEARNER,
    stored: "2026-11-20T07:43:00Z",
    file: "vysoke-napeti.jsonld",
    until: "2027-01-14T00:00:00Z",
    claim: claim({
      title: { en: "High-voltage safety, level 2", cs: "Bezpečnost práce s vysokým napětím, stupeň 2" },
      awarded_by: [CENTRE.party],
      awarded_on: "2024-01-14",
      workload: "PT24H",
      outcomes: [outcome({ en: "Isolates a traction battery and proves that it is dead" }, "electrical safety")],
    }),
  },
  {
    record: "dismantling",
    issuer: CENTRE,
    learner: LEARNER,
    stored: "2026-11-20T07:44:00Z",
    file: "demontaz.jsonld",
    findings: [
      {
        check: "validity",
        outcome: "undetermined",
        code: "sealing_time_not_proven",
        detail: { claimed: "2026-10-08T09:00:00Z" },
      },
    ],
    claim: claim({
      title: { en: "Battery pack dismantling", cs: "Demontáž bateriových sad" },
      awarded_by: [CENTRE.party],
      awarded_on: "2026-10-08",
      workload: "PT40H",
    }),
  },
  {
    record: "data-sheets",
    issuer: VOLTARO,
    learner: LEARNER,
    stored: "2026-11-20T07:45:00Z",
    file: "safety-data-sheets.json",
    claim: claim({
      title: { en: "Reading safety data sheets" },
      awarded_by: [VOLTARO.party],
      awarded_on: "2025-04-20",
      workload: "PT6H",
    }),
  },
  {
    record: "lithium-cells",
    issuer: VOLTARO,
    learner: LEARNER,
    stored: "2026-11-20T07:46:00Z",
    file: "lithium.json",
    findings: [
      { check: "signature", outcome: "fail", code: "signature_mismatch", detail: { algorithm: "RS256" } },
      { check: "issuer", outcome: "undetermined", code: "not_established", detail: {} },
      { check: "recognition", outcome: "undetermined", code: "not_established", detail: {} },
      { check: "validity", outcome: "undetermined", code: "not_established", detail: {} },
    ],
    claim: claim({
      title: { en: "Introduction to lithium-ion cells" },
      awarded_by: [VOLTARO.party],
      awarded_on: "2025-04-12",
      credits: [{ framework: ECTS, points: "1" }],
    }),
  },
];

/** The credentials that the invented wallet begins with. */
export const KEPT: readonly Invented[] = [...SEALED, ...SIGNED, ...COLLECTIONS];

/** What every file that is added turns out to be. */
export const NEWCOMER: Invented = {
  record: "newcomer",
  issuer: INSTITUTE,
  learner: LEARNER,
  stored: "2026-11-22T07:12:00Z",
  file: "baterias-usadas.jsonld",
  claim: claim({
    title: { en: "Sorting and storing used batteries", pt: "Triagem de baterias usadas" },
    awarded_by: [INSTITUTE.party],
    awarded_on: "2026-06-17",
    credits: [{ framework: ECTS, points: "2" }],
    eqf_level: EQF_4,
    outcomes: [outcome({ en: "Stores damaged batteries so that they cannot catch fire" }, "sort waste")],
  }),
};
