import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { Card } from "../types/Card";
import type { Detail } from "../types/Detail";
import type { Imported } from "../types/Imported";
import type { Intake } from "../types/Intake";
import type { PackMade } from "../types/PackMade";
import type { WalletState } from "../types/WalletState";
import { manyCards, mockBrowse, mockHistory } from "./browse";
import { KEPT, NEWCOMER } from "./credentials";
import { mockEuropass } from "./europass";
import { mockDeclared } from "./declared";
import { mockEndings } from "./endings";
import { mockGoals } from "./goals";
import { mockDesk } from "./desk";
import { mockLabels } from "./labels";
import { cardOf, detailOf } from "./make";
import { mockKeeping } from "./keeping";
import { mockNetwork } from "./network";
import { mockPacks } from "./packs";
import { MOCK_PASSPHRASE } from "./passphrase";
import { mockSharing } from "./sharing";
import { mockTrust } from "./trust";

/**
 * A wallet of invented credentials in the page's own memory, for a plain browser.
 *
 * `?start=` chooses where it begins: `absent` (also without it), `locked`, `open` or `empty`;
 * `?keychain=no` plays a computer without a keychain, `?many=` a list of so many credentials, `?clock=behind` one
 * whose clock is slow; `?endings=` more that end, and renewals; `?evidence=` so many self-declared items; `?damaged=` a wallet of which `parts` are damaged, or that does not open `at-all`.
 */
export function mock(options: URLSearchParams): Backend {
  const begun = new Date().toISOString();
  const start = options.get("start") ?? "absent";
  let passphrase: string | null = start === "absent" ? null : MOCK_PASSPHRASE;
  let kept: Detail[] = start === "open" || start === "locked" ? samples(begun) : [];
  const collections = new Map<string, Set<string>>();
  const past = mockHistory();
  const many = options.has("many") ? manyCards(cardOf(detailOf(NEWCOMER, begun)), Number(options.get("many"))) : undefined;
  const own = mockDeclared(start === "open", options.get("evidence"));
  const packs: PackMade[] = [];
  const { decisions, ...counted } = mockGoals(() => kept.length > 0, packs);
  let damage = options.get("damaged");
  let beforeSamples: { state: WalletState; kept: Detail[] } | undefined;
  let state: WalletState = {
    phase: start === "absent" ? "absent" : start === "locked" ? "locked" : "open",
    protection: start === "absent" ? null : "passphrase",
    keychain_available: options.get("keychain") !== "no",
    samples: false,
    location: "~/.local/share/tessera/wallet",
    clock_behind: options.get("clock") === "behind" ? "2027-02-03T09:30:00Z" : null,
  };

  function find(record: string): Detail {
    if (state.phase !== "open") throw fault("wallet_locked");
    return kept.find((detail) => detail.record === record) ?? refuse("record_unknown");
  }

  function cards(): readonly Card[] {
    return many ?? kept.map(cardOf);
  }

  function remove(gone: Detail) {
    const { title, issuer } = cardOf(gone);
    kept = kept.filter((detail) => detail !== gone);
    collections.forEach((members) => members.delete(gone.record));
    const at = new Date().toISOString();
    past.tell({ at, what: "deleted", record: null, title, issuer, file_name: null, credentials: null, audience: null });
  }

  function keep(name: string, bytes: Uint8Array, part: number): Imported {
    const record = part === 0 ? fingerprint(bytes) : `${fingerprint(bytes)}-${part}`;
    const known = kept.find((detail) => detail.record === record);
    const detail = known ?? { ...detailOf(NEWCOMER, begun), record, file_name: name || null, bytes: bytes.length };
    if (!known) kept = [detail, ...kept];
    const { title, issuer, verdict, code } = cardOf(detail);
    if (!known) {
      const at = new Date().toISOString();
      past.tell({ at, what: "came", record, title, issuer, file_name: name || null, credentials: null, audience: null });
    }
    return { part, record, stored: known ? "duplicate" : "new", title, issuer, verdict, code };
  }

  function takeIn(name: string, bytes: Uint8Array): Intake {
    const parts = partsOf(new TextDecoder().decode(bytes)).map(isSigned);
    if (!parts.includes(true)) throw fault("unknown_format");
    return {
      taken: parts.flatMap((signed, part) => (signed ? [keep(name, bytes, part)] : [])),
      unreadable: parts.flatMap((signed, part) => (signed ? [] : [{ part, code: "unknown_format" }])),
    };
  }

  return {
    state: async () => state,
    create: async (protection, chosen) => {
      passphrase = chosen;
      return (state = { ...state, phase: "open", protection });
    },
    unlock: async (given) => {
      if (passphrase !== null && given !== passphrase) throw fault("wrong_passphrase");
      if (damage === "at-all") throw fault("wallet_damaged");
      return (state = { ...state, phase: "open" });
    },
    lock: async () => (state = { ...state, phase: "locked" }),
    openSamples: async () => {
      beforeSamples = { state, kept };
      kept = samples(begun);
      return (state = { ...state, phase: "open", protection: null, samples: true });
    },
    leaveSamples: async () => {
      ({ state, kept } = beforeSamples ?? { state, kept });
      return state;
    },
    credential: async (record) => find(record),
    importBytes: async (name, bytes) => {
      await pause();
      if (bytes.length === 0) throw fault("empty");
      return takeIn(name, bytes);
    },
    openArchive: async (bytes) => {
      await pause();
      if (bytes.length < MOCK_ARCHIVE) throw fault("archive_damaged");
      return { lot: 1, files: FILED.map(([name]) => name) };
    },
    chooseFolder: async () => {
      await pause();
      return { lot: 1, files: FILED.map(([name]) => name) };
    },
    importOfLot: async (_, place) => {
      await pause();
      const [name, text] = FILED[place] ?? refuse("internal");
      if (text === "") throw fault("no_credential_inside");
      return takeIn(name, new TextEncoder().encode(text));
    },
    closeLot: async () => {},
    savePortfolio: async (records) => (records.forEach(find), "portfolio.html"),
    saveResume: async (records) => (records.forEach(find), "resume.json"),
    exportOriginal: async (record) => find(record).file_name ?? "credential.jsonld",
    saveSummary: async (record) => find(record) && "summary.pdf",
    remove: async (record) => remove(find(record)),
    removeAll: async (records) => {
      const gone = kept.filter((detail) => records.includes(detail.record));
      gone.forEach(remove);
      return gone.length;
    },
    recheck: async (record) => {
      const found = find(record);
      const again = { ...found, checked_at: new Date().toISOString() };
      kept = kept.map((detail) => (detail === found ? again : detail));
      return again;
    },
    ...mockBrowse(cards, collections),
    history: past.history,
    eraseHistory: past.eraseHistory,
    ...mockKeeping({
      state: () => state,
      become: (next) => (state = { ...state, ...next }),
      passphrase: () => passphrase,
      setPassphrase: (next) => (passphrase = next),
      count: () => kept.length,
      empty: () => (kept = []),
      damage: () => damage,
      mend: () => (damage = null),
    }),
    ...own,
    ...mockPacks(own.declared, cards, counted.goals, decisions, packs, (pack) => {
      const { made_at: at, audience, evidence, credentials } = pack;
      const title = Object.values(pack.goal?.title ?? {})[0] ?? "";
      const things = evidence.length + credentials.length;
      past.tell({ at, what: "packed", record: null, title, issuer: "", file_name: null, credentials: things, audience });
    }),
    ...mockEndings(cards, options.has("endings")),
    ...mockDesk(),
    ...mockTrust(start !== "empty"),
    ...mockLabels(start !== "empty"),
    ...mockNetwork(() => state.samples),
    ...mockSharing({ find, all: () => kept, card: cardOf, refuse, tell: past.tell }),
    ...mockEuropass({ find, card: cardOf, refuse }),
    ...counted,
  };
}

/** An archive of fewer bytes is a damaged one. */
const MOCK_ARCHIVE = 22;

/** What every folder and archive holds here. */
const FILED: readonly (readonly [string, string])[] = [
  ["2025/course-1.jsonld", '{"payload":"f1"}'],
  ["2025/course-2.jsonld", '{"payload":"f2"}'],
  ["2025/photo-1.png", ""],
  ["2025/photo-2.png", ""],
  ["2026/notes.txt", "7"],
  ["2026/photo-3.png", ""],
  ["2026/photo-4.png", ""],
  ["2026/photo-5.png", ""],
  ["2026/photo-6.png", ""],
  ["2026/course-3.jsonld", '{"payload":"f3"}'],
];

function samples(begun: string): Detail[] {
  return KEPT.map((credential) => detailOf(credential, begun));
}

/** One credential, a list of them, or one between other words. */
function partsOf(text: string): unknown[] {
  const [first] = [text, text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)].flatMap(read);
  return Array.isArray(first) ? first : [first];
}

function read(json: string): unknown[] {
  try {
    return [JSON.parse(json)];
  } catch {
    return [];
  }
}

function isSigned(part: unknown): boolean {
  return typeof part === "object" && part !== null && (Object.hasOwn(part, "payload") || Object.hasOwn(part, "proof"));
}

/** FNV-1a, enough to tell the files of one session apart. */
function fingerprint(bytes: Uint8Array): string {
  const hash = bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), 0x811c9dc5);
  return `file-${(hash >>> 0).toString(16)}`;
}

function fault(code: string): Fault {
  return { code, detail: {} };
}

function refuse(code: string): never {
  throw fault(code);
}

/** Long enough to see that a file is being read. */
function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 200));
}
