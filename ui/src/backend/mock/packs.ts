import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { Card } from "../types/Card";
import type { Decision } from "../types/Decision";
import type { Pack } from "../types/Pack";
import type { PackMade } from "../types/PackMade";
import type { PackRequest } from "../types/PackRequest";

type MockPacks = Pick<Backend, "offerPack" | "previewPack" | "savePack" | "savePackPaper" | "packs">;

/** Packs of what the invented wallet holds. What fits a goal is invented too: the first of each. */
export function mockPacks(
  declared: Backend["declared"],
  cards: () => readonly Card[],
  goal: Backend["goals"],
  decisions: () => readonly Decision[],
  made: PackMade[],
  noted: (pack: Pack) => void,
): MockPacks {
  /** Packs that are chosen alike are one. */
  function keep(pack: Pack) {
    const { sha256, made_at, audience, evidence, credentials } = pack;
    const goal = Object.values(pack.goal?.title ?? {})[0] ?? "";
    const before = made.findIndex((one) => one.sha256 === sha256);
    if (before >= 0) made.splice(before, 1);
    made.unshift({ sha256, made_at, audience, goal, things: evidence.length + credentials.length, answers: [] });
    noted(pack);
  }

  async function pack(request: PackRequest): Promise<Pack> {
    if (request.evidence.length + request.credentials.length === 0) throw fault("pack_empty", {});
    for (const member of ["learner", "audience"] as const) {
      if (request[member].trim() === "") throw fault("pack_text", { member });
    }
    const items = (await declared()).items.filter(({ id }) => request.evidence.includes(id));
    const line = (await goal(false)).goals.find(({ id }) => id === request.goal);
    const evidence = items.map((item, at) => ({
      item,
      files: item.files.map((file, n) => ({ ...file, path: `evidence/0${at + 1}/0${n + 1}-file.pdf` })),
    }));
    const chosen = cards().filter(({ record }) => request.credentials.includes(record));
    const credentials = chosen.map((card, at) => ({
      ...card,
      kinds: ["non_formal" as const],
      file: { path: `credentials/0${at + 1}-credential.jsonld`, name: `${card.record}.jsonld`, sha256: "c".repeat(64), bytes: 48_212 },
    }));
    const files = [...evidence.flatMap((one) => one.files), ...credentials.map((one) => one.file)];
    const { learner, audience, message, ...rest } = request;
    return {
      sha256: JSON.stringify([learner, audience, message, rest]),
      made_at: new Date().toISOString(),
      learner: request.learner,
      audience: request.audience,
      message: request.message,
      goal: line ? { id: line.id, title: line.title, version: line.version, source: line.source.url } : null,
      points: line
        ? [
            { code: "107377", name: { en: "Working in the battery industry" }, evidence: items.length > 0 ? [1] : [], credentials: [] },
            { code: "100214", name: { fi: "Renkaiden huolto" }, evidence: [], credentials: [] },
          ]
        : [],
      evidence,
      credentials,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  return {
    offerPack: async (held) => {
      const first = (at: number) => held !== null && at === 0;
      const sound = cards().filter(({ verdict }) => verdict !== "invalid");
      return {
        evidence: (await declared()).items.map(({ id, title }, at) => ({ id, title, fits: first(at) })),
        credentials: sound.map(({ record, title }, at) => ({ id: record, title, fits: first(at) })),
        learner: "",
      };
    },
    previewPack: pack,
    savePack: async (request) => {
      keep(await pack(request));
      return "tessera-evidence";
    },
    savePackPaper: async (request) => {
      keep(await pack(request));
      return "tessera-evidence.pdf";
    },
    packs: async () =>
      made.map((pack) => {
        const of = decisions().filter(({ answers }) => answers !== null && answers.sha256 === pack.sha256);
        return { ...pack, answers: of.map(({ id: decision, ...one }) => ({ decision, ...one })) };
      }),
  };
}

function fault(code: string, detail: Record<string, string>): Fault {
  return { code, detail };
}
