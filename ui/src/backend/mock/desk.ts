import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { Found } from "../types/Found";
import type { Showing } from "../types/Showing";
import { requestLink } from "./inquiry";
import { drawn } from "./sharing";
import { KEPT } from "./credentials";
import { detailOf } from "./make";

type DeskBackend = Pick<Backend, "askForProof" | "readShown" | "readShownOfLot" | "clearDesk" | "saveDeskTable" | "saveDeskReport">;

/**
 * A desk that knows invented proofs by the names of their files: `high-voltage.png` shows that credential, `frame-3.png` is
 * the third of six codes, and in `photo.png` there is nothing.
 */
export function mockDesk(): DeskBackend {
  let last = 0;
  let seen = new Set<string>();

  function show(record: string, name: string, code: string | null): Showing {
    const now = Date.now();
    const credential = KEPT.find((one) => one.record === record) ?? refuse();
    const { report } = detailOf(credential, new Date(now).toISOString());
    const bound = report.kind === "presentation";
    const before = seen.has(record) ? new Date(now - 5 * MINUTE).toISOString() : null;
    seen.add(record);
    last += 1;
    return {
      number: last,
      name,
      report,
      made: bound ? new Date(now - 40 * SECOND).toISOString() : null,
      until: bound && code === null ? new Date(now + 80 * SECOND).toISOString() : null,
      withheld: record === "crane-driver" ? 3 : 0,
      before,
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
    clearDesk: async () => {
      seen = new Set();
    },
    saveDeskTable: async (format) => `checked.${format}`,
    saveDeskReport: async (number) => (number <= last ? `checked-${number}.json` : refuse()),
  };
}

const FRAMES = 6;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function refuse(): never {
  throw { code: "showing_unknown", detail: {} } satisfies Fault;
}
