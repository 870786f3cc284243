import type { Backend } from "../index";
import type { Algorithm } from "../types/Algorithm";
import type { Bond } from "../types/Bond";
import type { Card } from "../types/Card";
import type { Detail } from "../types/Detail";
import type { Happening } from "../types/Happening";
import type { LearnerKey } from "../types/LearnerKey";
import type { PreviewPart } from "../types/PreviewPart";
import type { Seen } from "../types/Seen";
import type { ShareEntry } from "../types/ShareEntry";
import type { ShareMade } from "../types/ShareMade";
import type { ShareRequest } from "../types/ShareRequest";
import type { ShareWarning } from "../types/ShareWarning";
import { readInquiry } from "./inquiry";

type MockSharing = Pick<
  Backend,
  | "readInquiry"
  | "previewShare"
  | "makeShare"
  | "redrawShare"
  | "saveShare"
  | "printShare"
  | "shareLog"
  | "forgetShare"
  | "eraseShareLog"
  | "keys"
  | "makeKey"
  | "forgetKey"
>;

/** What sharing asks of the rest of the invented wallet. */
export interface Shown {
  find(record: string): Detail;
  all(): readonly Detail[];
  card(detail: Detail): Card;
  refuse(code: string): never;
  tell(happening: Happening): void;
}

/** Shows nothing to anybody: the codes are drawn from chance, and hold nothing. */
export function mockSharing(wallet: Shown): MockSharing {
  let entries: ShareEntry[] = [];
  let keys: LearnerKey[] = KEYS;
  let last: ShareRequest | undefined;

  function part({ record, claims }: ShareRequest["chosen"][number], request: ShareRequest): PreviewPart {
    const detail = wallet.find(record);
    const { title, issuer } = wallet.card(detail);
    const choosable = detail.report.profile === "sd_jwt_vc";
    if (claims !== null && !choosable) wallet.refuse("shown_whole");
    const bond = bondOf(detail, request);
    const seen = choosable ? CLAIMS : whole(detail, title, issuer);
    const isShown = ({ at }: Seen) => at === null || claims === null || claims.includes(at);
    return {
      record,
      title,
      issuer,
      visible: seen.filter(isShown),
      hidden: seen.filter((one) => !isShown(one)),
      choosable,
      bond,
      warnings: warnings(detail, choosable, bond),
    };
  }

  function made(request: ShareRequest): ShareMade {
    const lifetime = request.lifetime ?? 120;
    const parts = request.chosen.map((chosen) => part(chosen, request));
    const at = Date.now();
    const large = request.chosen.some(({ record }) => wallet.find(record).report.profile === "edc");
    const signed = parts.some(({ bond }) => bond !== "none");
    return {
      codes: Array.from({ length: large ? 24 : 1 }, (_, frame) => drawn(at + frame)),
      version: large ? 18 : 16,
      link: large ? null : `tessera:#1${String(at).repeat(60)}`,
      bytes: large ? 48_120 : 1_204,
      file_name: "proof.json",
      text: JSON.stringify({ invented: true, at }),
      made_at: new Date(at).toISOString(),
      expires: signed ? new Date(at + lifetime * 1000).toISOString() : null,
      parts: parts.map(({ record, visible, hidden, bond }) => ({ record, shown: places(visible), withheld: places(hidden), bond })),
    };
  }

  function page() {
    return { entries: [...entries], older: null };
  }

  return {
    async readInquiry(bytes) {
      return readInquiry(new TextDecoder().decode(bytes), wallet.all().map(wallet.card), wallet.refuse);
    },
    async previewShare(request) {
      const parts = checked(request).chosen.map((chosen) => part(chosen, request));
      const answers = (request.audience ?? request.nonce) !== null && parts.some(({ bond }) => bond !== "none");
      return { parts, lifetime: request.lifetime ?? 120, answers };
    },
    async makeShare(request) {
      const share = made(checked(request));
      last = request;
      const { audience } = request;
      const credentials = share.parts.map(({ record, bond, shown }) => ({
        record,
        title: wallet.card(wallet.find(record)).title,
        bond,
        claims: shown,
      }));
      if (audience !== null && share.parts.some(({ bond }) => bond === "pairwise")) meet(audience, share.made_at);
      const number = (entries[0]?.number ?? 0) + 1;
      entries = [{ number, at: share.made_at, until: share.expires, audience, credentials }, ...entries];
      const record = credentials.length === 1 ? (credentials[0]?.record ?? null) : null;
      const told = { record, title: credentials[0]?.title ?? "", credentials: credentials.length, audience };
      wallet.tell({ at: share.made_at, what: "shared", issuer: "", file_name: null, ...told });
      return share;
    },
    async redrawShare() {
      const share = made(last ?? wallet.refuse("share_unknown"));
      entries = entries.map((entry, at) => (at === 0 ? { ...entry, until: share.expires } : entry));
      return share;
    },
    async saveShare() {
      return last === undefined ? wallet.refuse("share_unknown") : "proof.json";
    },
    async printShare() {
      return last === undefined ? wallet.refuse("share_unknown") : "proof.pdf";
    },
    async shareLog() {
      return page();
    },
    async forgetShare(number) {
      entries = entries.filter((entry) => entry.number !== number);
      return page();
    },
    async eraseShareLog() {
      entries = [];
      return page();
    },
    async keys() {
      return sorted();
    },
    async makeKey(algorithm) {
      const name = `person/${algorithm}`;
      if (!keys.some((key) => key.name === name)) keys = [invented(name, algorithm, new Date().toISOString()), ...keys];
      return sorted();
    },
    async forgetKey(name) {
      const key = keys.find((one) => one.name === name) ?? wallet.refuse("key_unknown");
      if (key.bound.length > 0) wallet.refuse("key_in_use");
      keys = keys.filter((one) => one !== key);
      return sorted();
    },
  };

  /** Whom it was shown to knows the learner by a key of its own. */
  function meet(audience: string, at: string) {
    const name = `audience/${audience}`;
    if (!keys.some((key) => key.name === name)) keys = [...keys, { ...invented(name, "Ed25519", at), purpose: "audience", audience }];
  }

  function sorted(): LearnerKey[] {
    return [...keys].sort((one, other) => Number(one.purpose === "audience") - Number(other.purpose === "audience"));
  }

  function checked(request: ShareRequest): ShareRequest {
    const lifetime = request.lifetime ?? 120;
    if (lifetime < 10 || lifetime > 90 * 24 * 3600) wallet.refuse("lifetime_unusable");
    if (request.chosen.length === 0) wallet.refuse("share_count");
    return request;
  }

  function bondOf({ report }: Detail, { audience, nonce, form }: ShareRequest): Bond {
    if (report.profile === "sd_jwt_vc") return "holder";
    if (form === "plain" || report.profile === "edc") return nonce === null ? "none" : wallet.refuse("proof_not_bound");
    return form === "best" && audience === null && nonce === null ? "none" : "pairwise";
  }
}

function places(seen: readonly Seen[]): string[] {
  return seen.flatMap(({ at }) => (at === null ? [] : [at]));
}

function whole({ report }: Detail, title: string, issuer: string): Seen[] {
  const { subject, valid_from, valid_until } = report.claims;
  const seen = (what: Seen["what"], value: string | null): Seen[] =>
    value === null || value === "" ? [] : [{ what, name: "", value, at: null }];
  return [
    ...seen("title", title),
    ...seen("issuer", issuer),
    ...seen("learner", Object.values(subject.name)[0] ?? null),
    ...seen("birth_date", subject.date_of_birth),
    ...seen("valid_from", valid_from),
    ...seen("valid_until", valid_until),
  ];
}

function warnings({ report }: Detail, choosable: boolean, bond: Bond): ShareWarning[] {
  const code = report.checks.find(({ outcome }) => outcome === "fail")?.code;
  const standing: Partial<Record<string, ShareWarning>> = { expired: "expired", revoked: "revoked", not_yet_valid: "not_yet_valid" };
  const verdict = report.verdict;
  return [
    ...(report.claims.subject.date_of_birth === null ? [] : (["birth_date"] as const)),
    ...(verdict === "verified" ? [] : [verdict === "invalid" ? (standing[code ?? ""] ?? "invalid") : verdict]),
    ...(choosable ? [] : (["shown_whole"] as const)),
    ...(bond === "holder" ? [] : (["not_bound"] as const)),
  ];
}

/** A picture that looks like a code. */
export function drawn(seed: number, side = 53): string {
  let state = seed % 2_147_483_647 || 1;
  const squares = Array.from({ length: side * side }, (_, at) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 2 === 0 ? `M${at % side} ${Math.floor(at / side)}h1v1h-1z` : "";
  });
  const box = `viewBox="-4 -4 ${side + 8} ${side + 8}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box}><path d="M-4-4h${side + 8}v${side + 8}h-${side + 8}z" fill="#fff"/><path d="${squares.join("")}" fill="#000"/></svg>`;
}

function invented(name: string, algorithm: Algorithm, made_at: string): LearnerKey {
  const [did, jwk] =
    algorithm === "Ed25519"
      ? ["did:key:z6MkInventedInventedInventedInventedInventedInvent", { kty: "OKP", crv: "Ed25519", x: "invented" }]
      : ["did:key:zDnInventedInventedInventedInventedInventedInvent", { kty: "EC", crv: "P-256", x: "invented", y: "invented" }];
  return { name, purpose: "person", algorithm, did, jwk: JSON.stringify(jwk), made_at, audience: null, bound: [] };
}

/** A key to which a provider bound something, and one that an employer has met. */
const KEYS: LearnerKey[] = [
  {
    ...invented("person/Ed25519", "Ed25519", "2026-03-02T10:15:00Z"),
    bound: [{ record: "high-voltage", title: "Working safely with high-voltage systems" }],
  },
  {
    ...invented("audience/Akkutehdas Merikontu Oy", "Ed25519", "2026-10-19T07:40:00Z"),
    purpose: "audience",
    audience: "Akkutehdas Merikontu Oy",
  },
];

const CLAIMS: readonly Seen[] = [
  { what: "claim", name: "vct", value: "https://pohjankaari.example/diploma", at: null },
  { what: "claim", name: "given_name", value: "Aino", at: "/given_name" },
  { what: "claim", name: "family_name", value: "Kivelahti", at: "/family_name" },
  { what: "claim", name: "birthdate", value: "2001-04-30", at: "/birthdate" },
  { what: "claim", name: "grade", value: "excellent", at: "/grade" },
];
