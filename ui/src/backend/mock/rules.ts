import type { GoalLine } from "../types/GoalLine";
import type { SkillLevel } from "../types/SkillLevel";
import type { Text } from "../types/Text";
import { ESCO } from "./awards";

/** Invented rules of a qualification, as far as the mock counts. */
export type Rules = {
  readonly id: string;
  readonly title: Text;
  readonly version: string;
  readonly standing: GoalLine["standing"];
  readonly framework: string;
  readonly from: string;
  readonly level: number | null;
  readonly groups: readonly RuledGroup[];
  readonly notes?: readonly string[];
  /** A choice that changes nothing but what is shown as chosen. */
  readonly choice?: { readonly id: string; readonly name: string; readonly options: readonly string[] };
};

/** A group: so many credits out of these units, and one free place where a size is given. */
export type RuledGroup = {
  readonly id: string;
  readonly name: string;
  /** Credits asked; null where the outcomes are counted. */
  readonly needed: number | null;
  readonly units: readonly RuledUnit[];
  readonly free?: { readonly id: string; readonly name: string; readonly most: number };
};

/** A unit with credits, or an outcome with a level. */
export type RuledUnit = {
  readonly code: string;
  readonly name: string;
  readonly credits: number | null;
  readonly mandatory?: boolean;
  readonly level?: SkillLevel;
};

const VEHICLES: Rules = {
  id: "vehicle-sector",
  title: { en: "Vehicle sector, automotive technology", fi: "Autoala, ajoneuvotekniikka" },
  version: "2017",
  standing: "published",
  framework: "fi-competence-point",
  from: "2018-08-01",
  level: 4,
  notes: ["An award is indivisible here, so the free place takes awards of up to 15 points."],
  choice: { id: "field", name: "Competence area", options: ["Automotive technology", "Car sales", "Vehicle painting"] },
  groups: [
    {
      id: "compulsory",
      name: "Compulsory units",
      needed: 90,
      units: [unit("105705", "Servicing a car or motorcycle", 45, true), unit("105703", "Repairing a car", 45, true)],
    },
    {
      id: "optional",
      name: "Optional units",
      needed: 55,
      units: [
        unit("105730", "Measuring and repairing electrical equipment", 15),
        unit("105728", "Tyre work", 15),
        unit("105711", "Repairing lorry chassis and control equipment", 15),
        unit("105723", "Testing and repairing air brakes", 15),
        unit("400011", "Workplace instructor training", 5),
        unit("105740", "Digital tools in the workshop", 5),
        unit("105741", "Meeting customers", 5),
      ],
      free: { id: "other", name: "Unit from another qualification", most: 15 },
    },
    {
      id: "common",
      name: "Common units",
      needed: 35,
      units: [
        unit("400012", "Communication and interaction", 11, true),
        unit("400014", "Citizenship and working life", 9, true),
        unit("400015", "Optional aims in common units", 9, true),
        unit("400013", "Maths and science", 6, true),
      ],
    },
  ],
};

const CERTIFICATE: Rules = {
  id: "battery-systems",
  title: { en: "Certificate in battery systems" },
  version: "1",
  standing: "example",
  framework: "ects",
  from: "2026-01-01",
  level: 6,
  groups: [
    {
      id: "core",
      name: "Core",
      needed: 18,
      units: [unit("BS1", "Cells and materials", 9, true), unit("BS2", "Packs and their control", 9, true)],
    },
    {
      id: "elective",
      name: "Electives",
      needed: 12,
      units: [unit("BS7", "Recycling", 6)],
      free: { id: "any", name: "Any course", most: 6 },
    },
  ],
};

const DISMANTLER: Rules = {
  ...card("dismantler", "Battery dismantler"),
  standing: "draft_not_authoritative",
  groups: [
    {
      id: "skills",
      name: "Skills",
      needed: null,
      units: [
        skill("electrical-safety", "work safely with high voltage", "expert"),
        skill("sort-waste", "sort waste", "practitioner"),
        skill("hand-tools", "use hand tools", "practitioner"),
        skill("data-sheets", "read safety data sheets", "awareness"),
      ],
    },
  ],
};

const OPERATOR: Rules = {
  ...card("operator", "Cell production operator"),
  groups: [
    {
      id: "skills",
      name: "Skills",
      needed: null,
      units: [
        skill("monitor-line", "monitor production line", "practitioner"),
        skill("sort-waste", "sort waste", "practitioner"),
        skill("electrical-safety", "work safely with high voltage", "awareness"),
      ],
    },
  ],
};

/** Rules with more parts than a mosaic shows at once. */
const SHIP: Rules = {
  id: "ship-engineer",
  title: { en: "Ship’s engineer, all parts" },
  version: "2024",
  standing: "example",
  framework: "ects",
  from: "2024-08-01",
  level: 5,
  groups: ["Engines", "Electricity", "Hull and stability", "Safety", "Law and people", "Practice on board"].map((name, at) => ({
    id: `g${at}`,
    name,
    needed: 24,
    units: Array.from({ length: 8 }, (_, n) => unit(`S${at}${n}`, `${name}, part ${n + 1}`, 3, true)),
  })),
};

/** The rules that the invented wallet knows, in no order. */
export const RULES: readonly Rules[] = [VEHICLES, CERTIFICATE, DISMANTLER, OPERATOR, SHIP];

function unit(code: string, name: string, credits: number, mandatory = false): RuledUnit {
  return { code, name, credits, mandatory };
}

function skill(slug: string, name: string, level: SkillLevel): RuledUnit {
  return { code: `${ESCO}${slug}`, name, credits: null, level };
}

function card(id: string, title: string): Rules {
  return {
    id,
    title: { en: title },
    version: "1",
    standing: "example",
    framework: "none",
    from: "2026-01-01",
    level: null,
    groups: [],
  };
}
