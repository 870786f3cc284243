import type { AwardLine } from "../types/AwardLine";

/** How the addresses of invented skills begin. */
export const ESCO = "http://data.europa.eu/esco/skill/invented-";

/** A unit of the vehicle sector that the invented learner has. */
type Unit = { readonly code: string; readonly name: string; readonly points: string };

/** The units inside the credential `vehicle-units`. */
export const VEHICLE_UNITS: readonly Unit[] = [
  { code: "105705", name: "Servicing a car or motorcycle", points: "45" },
  { code: "105730", name: "Measuring and repairing electrical equipment", points: "15" },
  { code: "105728", name: "Tyre work", points: "15" },
  { code: "400011", name: "Workplace instructor training", points: "5" },
  { code: "400012", name: "Communication and interaction", points: "11" },
  { code: "400014", name: "Citizenship and working life", points: "9" },
  { code: "400015", name: "Optional aims in common units", points: "9" },
  { code: "400013", name: "Maths and science", points: "6" },
];

/** What the invented credentials come to, as awards. */
export const AWARDS: readonly AwardLine[] = [
  {
    ...award("battery-industry", "Working in the battery industry", "15", "fi-competence-point"),
    codes: ["107377", `${ESCO}sort-waste`, `${ESCO}monitor-line`],
    kind: "work_based",
    grade: "good (4)",
    awarded_on: "2026-05-30",
    stored_at: "2026-11-20T07:40:00Z",
  },
  ...VEHICLE_UNITS.map(({ code, name, points }) => ({
    ...award(`vehicle-units/${code}`, name, points, "fi-competence-point"),
    codes: [code],
    record: "vehicle-units",
  })),
  {
    ...award("production-line", "Looking after a production line", "45", "fi-competence-point"),
    codes: ["104002"],
    awarded_on: "2025-12-19",
  },
  {
    ...award("battery-passport", "Battery passport and traceability", "3", "ects"),
    awarded_by: "Instituto Técnico da Foz do Alcaide",
    awarded_on: "2026-03-11",
    eqf_level: 5,
  },
  {
    ...award("high-voltage", "High-voltage safety, level 2", null, null),
    codes: [`${ESCO}electrical-safety`],
    awarded_by: "Centrum techniky Horní Javor",
    awarded_on: "2024-01-14",
    valid_until: "2027-01-14",
    kind: "non_formal",
  },
  {
    ...award("data-sheets", "Reading safety data sheets", "1", "ects"),
    awarded_by: "Voltaro Learning",
    awarded_on: "2026-09-01",
    verdict: "unrecognised",
    code: "not_listed",
    kind: "non_formal",
  },
];

/** An award of the college, kept since May. */
export function award(id: string, title: string, credits: string | null, framework: string | null): AwardLine {
  return {
    id,
    title,
    codes: [],
    record: id,
    part_of: null,
    verdict: "verified",
    code: null,
    credits,
    framework,
    eqf_level: 4,
    kind: "formal",
    awarded_by: "Saarenranta Vocational College",
    awarded_on: "2025-11-28",
    valid_until: null,
    grade: null,
    stored_at: "2026-05-04T07:41:00Z",
    tried: null,
  };
}
