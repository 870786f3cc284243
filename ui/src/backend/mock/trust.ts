import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { TrustEntry } from "../types/TrustEntry";
import type { TrustListLine } from "../types/TrustListLine";

type Calls = "trustLists" | "trustList" | "addTrustList" | "switchTrustList" | "removeTrustList";

/** Trust lists in the page's own memory. A file that begins with `<` plays a trusted list of an unknown signer. */
export function mockTrust(filled: boolean): Pick<Backend, Calls> {
  let lists: TrustListLine[] = filled ? [EUROPE, OWN] : [];

  function find(id: string): TrustListLine {
    const found = lists.find((list) => list.id === id);
    if (found === undefined) throw fault("trust_list_unknown", { id });
    return found;
  }

  return {
    trustLists: async () => lists,
    trustList: async (id) => (find(id).signed_by === null ? OWN_ENTRIES : EUROPE_ENTRIES),
    addTrustList: async (name, bytes, signer) => {
      const text = new TextDecoder().decode(bytes).trim();
      if (text.startsWith("<") && signer === null) throw fault("trust_list_signer_unknown", SIGNER);
      if (!text.startsWith("<") && !text.startsWith("{")) throw fault("trust_list_unreadable", {});
      const line = text.startsWith("<")
        ? { ...EUROPE, id: "eu-trusted-list-ee", title: "EU trusted list (EE)", stale: true, entries: 12 }
        : { ...OWN, id: name, title: name, source: name };
      const replaced = lists.some((list) => list.id === line.id);
      lists = [...lists.filter((list) => list.id !== line.id), line];
      return { line, replaced };
    },
    switchTrustList: async (id, inUse) => {
      const found = find(id);
      lists = lists.map((list) => (list === found ? { ...list, in_use: inUse } : list));
    },
    removeTrustList: async (id) => {
      const found = find(id);
      lists = lists.filter((list) => list !== found);
    },
  };
}

const SIGNER = {
  signer: "Republic of Estonia Information System Authority",
  fingerprint: "3f7c2a9d5e8b41c60f92d7a3b6e5184c7d20f9ab34e61c58d0b7f2a9c4e3518d",
  territory: "EE",
};

const EUROPE: TrustListLine = {
  id: "eu-trusted-list-fi",
  title: "EU trusted list (FI)",
  source: "Finnish Transport and Communications Agency",
  as_of: "2026-11-03",
  added_at: "2026-11-10T09:00:00Z",
  entries: 41,
  in_use: true,
  signed_by: "Finnish Transport and Communications Agency",
  next_update: "2027-05-03T00:00:00Z",
  stale: false,
  list_signers: 0,
};

const OWN: TrustListLine = {
  id: "schools",
  title: "Schools I know",
  source: "Union of adult education",
  as_of: "2026-10-12",
  added_at: "2026-10-12T09:00:00Z",
  entries: 2,
  in_use: true,
  signed_by: null,
  next_update: null,
  stale: false,
  list_signers: 0,
};

const EUROPE_ENTRIES: TrustEntry[] = [
  { name: "Harbour Trust Services", country: "FI", key: "7d1f".repeat(16), vouches_for: "seal", in_force: true },
  { name: "Northern Time", country: "FI", key: "b20c".repeat(16), vouches_for: "timestamp", in_force: false },
];

const OWN_ENTRIES: TrustEntry[] = [
  { name: "Pohjankaari Vocational College", country: "FI", key: "did:web:pohjankaari.example", vouches_for: "issuer", in_force: true },
  { name: "Rannikko Academy", country: null, key: "did:web:rannikko.example", vouches_for: "issuer", in_force: true },
];

function fault(code: string, detail: Record<string, string>): Fault {
  return { code, detail };
}
