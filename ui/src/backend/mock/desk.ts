import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { Asked } from "../types/Asked";
import type { Found } from "../types/Found";
import type { Goal } from "../types/Goal";
import type { Match } from "../types/Match";
import type { Matchable } from "../types/Matchable";
import type { Matching } from "../types/Matching";
import type { Showing } from "../types/Showing";
import { AWARDS } from "./awards";
import { count, type Around } from "./count";
import { requestLink } from "./inquiry";
import { drawn } from "./sharing";
import { KEPT } from "./credentials";
import { detailOf } from "./make";
import { RULES, type Rules } from "./rules";

type DeskBackend = Pick<
  Backend,
  | "askForProof"
  | "readShown"
  | "readShownOfLot"
  | "deskGoals"
  | "matchDesk"
  | "matchDeskWithFile"
  | "stopMatching"
  | "deskGoal"
  | "clearDesk"
  | "saveDeskTable"
  | "saveDeskReport"
>;

/**
 * A desk that knows invented proofs by the names of their files: `high-voltage.png` shows that credential, `frame-3.png` is
 * the third of six codes, and in `photo.png` there is nothing.
 */
export function mockDesk(): DeskBackend {
  let last = 0;
  let seen = new Set<string>();
  /** Which credential each showing shows, by its number. */
  let records = new Map<number, string>();
  let role: { readonly rules: Rules; readonly countUnrecognised: boolean } | undefined;

  /** The goal of the desk, counted with what one showing shows. */
  function goalOf(number: number): Goal {
    const record = records.get(number);
    if (role === undefined || record === undefined) return refuse();
    const asked = { ...AS_IS, count_unrecognised: role.countUnrecognised };
    return count(role.rules, asked, { ...NOTHING, awards: AWARDS.filter((one) => one.record === record) });
  }

  function matchOf(number: number): Match | null {
    if (role === undefined) return null;
    const { line } = goalOf(number);
    return { number, goal: line.id, version: line.version, outlook: line.outlook, missing: line.missing, uncounted: 0 };
  }

  function matching(rules: Rules, countUnrecognised: boolean): Matching {
    role = { rules, countUnrecognised };
    const matches = [...records.keys()].map(matchOf).filter((one) => one !== null);
    return { goal: matchable(rules), count_unrecognised: countUnrecognised, matches };
  }

  function show(record: string, name: string, code: string | null): Showing {
    const now = Date.now();
    const credential = KEPT.find((one) => one.record === record) ?? refuse();
    const { report } = detailOf(credential, new Date(now).toISOString());
    const bound = report.kind === "presentation";
    const before = seen.has(record) ? new Date(now - 5 * MINUTE).toISOString() : null;
    seen.add(record);
    last += 1;
    records.set(last, record);
    return {
      number: last,
      name,
      report,
      made: bound ? new Date(now - 40 * SECOND).toISOString() : null,
      until: bound && code === null ? new Date(now + 80 * SECOND).toISOString() : null,
      withheld: record === "crane-driver" ? 3 : 0,
      before,
      matched: matchOf(last),
    };
  }

  function find(name: string, text: string, code: string | null): Found {
    const frame = Number(/frame-(\d+)/.exec(name)?.[1] ?? 0);
    if (frame > 0 && frame < FRAMES) return { kind: "frame", seen: frame, needed: FRAMES };
    if (name.includes("photo")) return { kind: "unreadable", code: "no_code_found" };
    if (text.startsWith("https://")) return { kind: "text", text };
    if (text.startsWith("tessera:#3")) return { kind: "unreadable", code: "request_not_proof" };
    if (name === "" && !text.startsWith("tessera:#")) return { kind: "unreadable", code: "unknown_format" };
    const record = KEPT.find((one) => name.includes(one.record))?.record ?? "shown";
    return { kind: "shown", ...show(record, name, code) };
  }

  return {
    askForProof: async (name, lines) => {
      const wanted = lines.map((line) => line.trim()).filter(Boolean);
      const asked = { code: "K7M2-9QXR", audience: name.trim() || null, wanted, until: new Date(Date.now() + 10 * MINUTE).toISOString() };
      return { ...asked, link: requestLink(asked), picture: drawn(7, 41) };
    },
    readShown: async (name, bytes, code) => {
      await new Promise((resume) => setTimeout(resume, 100));
      return [find(name, new TextDecoder().decode(bytes.slice(0, 200)), code)];
    },
    readShownOfLot: async (_, place, code) => {
      const record = KEPT[place % KEPT.length]?.record ?? refuse();
      return [{ kind: "shown", ...show(record, `${record}.png`, code) }];
    },
    deskGoals: async () => RULES.map(matchable),
    matchDesk: async (goal, countUnrecognised) => {
      const rules = goal === null ? role?.rules : RULES.find(({ id }) => id === goal);
      return matching(rules ?? refuse(), countUnrecognised);
    },
    matchDeskWithFile: async (bytes) => {
      const text = new TextDecoder().decode(bytes);
      if (!text.startsWith("{")) throw { code: "wrong_shape", detail: { at: "", line: "1", column: "1" } } satisfies Fault;
      return matching({ ...(RULES[2] ?? refuse()), id: "in-a-file", title: { en: "Line operator, night shift" } }, false);
    },
    stopMatching: async () => {
      role = undefined;
    },
    deskGoal: async (number) => goalOf(number),
    clearDesk: async () => {
      seen = new Set();
      records = new Map();
    },
    saveDeskTable: async (format) => `checked.${format}`,
    saveDeskReport: async (number) => (number <= last ? `checked-${number}.json` : refuse()),
  };
}

function matchable(rules: Rules): Matchable {
  const { line } = count(rules, AS_IS, NOTHING);
  return { id: line.id, title: line.title, version: line.version, standing: line.standing, framework: line.framework };
}

const AS_IS: Asked = { on: null, count_unrecognised: false, choices: {}, what_if: { drop: [], expire: [], add: [], switch: {} } };
const NOTHING: Around = { awards: [], decisions: [], chosen: null, added: false, unexpressed: [], today: "2026-11-23" };
const FRAMES = 6;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function refuse(): never {
  throw { code: "showing_unknown", detail: {} } satisfies Fault;
}
