import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { AddedGoals } from "../types/AddedGoals";
import type { AwardLine } from "../types/AwardLine";
import type { CardItem } from "../types/CardItem";
import type { Decision } from "../types/Decision";
import type { GoalLine } from "../types/GoalLine";
import type { PackMade } from "../types/PackMade";
import type { Skill } from "../types/Skill";
import type { SkillProof } from "../types/SkillProof";
import { AWARDS, ESCO } from "./awards";
import { count, type Around } from "./count";
import { RULES, type Rules } from "./rules";

type Goals = Pick<
  Backend,
  | "goals"
  | "goal"
  | "choose"
  | "addGoal"
  | "removeGoal"
  | "saveReport"
  | "addDecision"
  | "switchDecision"
  | "removeDecision"
  | "skills"
>;

/** What other mocks ask of the decisions. */
interface Ledger {
  decisions(): readonly Decision[];
}

/** Goals over invented awards, for a plain browser; `filled` says whether the wallet holds anything. */
export function mockGoals(filled: () => boolean, packs: readonly PackMade[]): Goals & Ledger {
  let added: Rules[] = [];
  const lost = new Set<string>();
  let decisions: Decision[] = [RECOGNISED];
  const chosen = new Map<string, string>();

  const awards = () => (filled() ? AWARDS : []);
  const all = () => [...RULES, ...added];
  const around = (rules: Rules): Around => ({
    awards: awards(),
    decisions,
    chosen: chosen.get(rules.id) ?? null,
    added: added.includes(rules),
    unexpressed: lost.has(rules.id) ? LOST : [],
    today: today(),
  });
  const find = (id: string): Rules => all().find((rules) => rules.id === id) ?? refuse("goal_unknown");

  return {
    decisions: () => decisions,
    goals: async (count_unrecognised) => {
      await pause();
      const asked = { ...AS_IS, count_unrecognised };
      const goals = all().map((rules) => count(rules, asked, around(rules)).line);
      return { on: today(), awards: awards().length, goals: goals.sort((a, b) => shareOf(b) - shareOf(a)) };
    },
    goal: async (id, asked) => {
      const rules = find(id);
      await pause();
      if (asked.on !== null && asked.on < EARLIEST) refuse("day_unreadable", { day: asked.on });
      return count(rules, asked, around(rules));
    },
    choose: async (id, _condition, target) => {
      if (target === null) chosen.delete(id);
      else chosen.set(id, target);
    },
    addGoal: async (_name, bytes): Promise<AddedGoals> => {
      await pause();
      const read = parsed(bytes);
      const id = typeof read["id"] === "string" ? read["id"] : refuse("wrong_shape", { at: "/id", line: "1", column: "2" });
      const base = RULES[1] ?? refuse("internal");
      const rules: Rules = { ...base, id, title: { en: String(read["title"] ?? id) } };
      const replaced = added.some((one) => one.id === id);
      added = [...added.filter((one) => one.id !== id), rules];
      if ("rakenne" in read) lost.add(id);
      return { goals: [{ id, title: rules.title, replaced, unexpressed: lost.has(id) ? LOST : [] }] };
    },
    removeGoal: async (id) => {
      added = added.filter((rules) => rules !== find(id));
    },
    saveReport: async (id, _asked, format) => {
      await pause();
      return `${find(id).id}.${format}`;
    },
    addDecision: async (decision) => {
      const pack = packs.find(({ sha256 }) => sha256 !== null && sha256 === decision.answers);
      const answers = pack ? { sha256: pack.sha256 ?? "", made_at: pack.made_at, audience: pack.audience } : null;
      const kept = { ...decision, answers, id: `d${decisions.length + 1}`, enabled: false, used: false };
      decisions = [...decisions, kept];
      return kept;
    },
    switchDecision: async (id, enabled) => {
      decisions = decisions.map((one) => (one.id === id ? { ...one, enabled } : one));
    },
    removeDecision: async (id) => {
      decisions = decisions.filter((one) => one.id !== id);
    },
    skills: async (cards) => {
      await pause();
      const skills = filled() ? SKILLS : [];
      const roles = all().filter(({ groups }) => groups.some(({ needed }) => needed === null));
      const shown = roles.map((rules) => {
        const items = rules.groups.flatMap(({ units }) => units).map((unit) => itemOf(unit, skills));
        const proven = items.filter(({ state }) => state === "proven").length;
        return { id: rules.id, title: rules.title, standing: rules.standing, proven, required: items.length, items };
      });
      const picked = shown.filter(({ id }) => cards.includes(id));
      const [first, ...others] = picked;
      const inAll = (uri: string) => others.every(({ items }) => items.some((item) => item.uri === uri));
      const shared = (first?.items ?? []).filter(({ uri }) => inAll(uri));
      return { on: today(), skills: [...skills], cards: shown, shared: others.length > 0 ? shared : [] };
    },
  };
}

function shareOf({ needed, credits, parts }: GoalLine): number {
  return needed === null ? parts.filled / parts.needed : Number(credits) / Number(needed);
}

function itemOf(unit: Rules["groups"][number]["units"][number], skills: readonly Skill[]): CardItem {
  const skill = skills.find(({ uri, proven }) => proven && uri === unit.code);
  const state = skill === undefined ? "missing" : unit.level === "expert" ? "level_too_low" : "proven";
  const proofs = skill?.proofs.map(({ award }) => award) ?? [];
  return { uri: unit.code, name: { en: unit.name }, theme: {}, min_level: unit.level ?? null, state, proofs };
}

/** The first day that is one here. */
const EARLIEST = "1000-01-01";

/** What every ePerusteet file loses here. */
const LOST = [
  { at: "/rakenne/osat/2/kuvaus", what: "rule_in_words" },
  { at: "/rakenne/osat/4", what: "foreign_structure" },
];

const RECOGNISED: Decision = {
  id: "d1",
  from: "104002",
  to: "105703",
  credits: "45",
  framework: "fi-competence-point",
  decided_by: "Saarenranta Vocational College",
  date: "2026-10-12",
  evidence: "Decision 118/2026",
  scope: ["vehicle-sector"],
  answers: null,
  enabled: false,
  used: false,
};

const SKILLS: readonly Skill[] = [
  skill("electrical-safety", "work safely with high voltage", ["high-voltage"]),
  skill("monitor-line", "monitor production line", ["battery-industry"]),
  skill("sort-waste", "sort waste", ["battery-industry", "battery-passport"]),
  skill("data-sheets", "read safety data sheets", ["data-sheets"]),
  ...["manage product data", "trace materials", "set up production machines"].map(ofBatteries),
  ...["follow safety standards", "battery chemistry", "keep records"].map(ofBatteries),
];

function ofBatteries(name: string): Skill {
  return skill(name.replaceAll(" ", "-"), name, ["battery-industry"]);
}

function skill(slug: string, name: string, awards: readonly string[]): Skill {
  const proofs = awards.flatMap((id) => AWARDS.filter((one) => one.id === id).map(proofOf));
  const proven = proofs.some(({ counts }) => counts);
  return { uri: `${ESCO}${slug}`, name: { en: name }, level: "practitioner", proven, proofs };
}

function proofOf({ id, record, title, awarded_by, awarded_on, verdict }: AwardLine): SkillProof {
  return { award: id, record, title, awarded_by, awarded_on, verdict, level: "practitioner", counts: verdict === "verified" };
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return refuse("wrong_shape", { at: "/", line: "1", column: "1" });
  }
}

function refuse(code: string, detail: Fault["detail"] = {}): never {
  throw { code, detail } satisfies Fault;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Long enough to see that something is being counted. */
function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 60));
}

const AS_IS = { on: null, count_unrecognised: false, choices: {}, what_if: { drop: [], expire: [], add: [], switch: {} } };
