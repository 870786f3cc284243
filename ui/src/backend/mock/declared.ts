import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { Declared } from "../types/Declared";
import type { NewDeclared } from "../types/NewDeclared";

type MockDeclared = Pick<Backend, "declared" | "declare" | "withdrawDeclared" | "attach" | "detach" | "saveAttached">;

/** What an invented learner says of what they learned; `many` says how often. */
export function mockDeclared(begun: boolean, many: string | null): MockDeclared {
  let items: Declared[] = begun ? [...SAMPLES] : [];
  const [first] = SAMPLES;
  if (many !== null && first) {
    items = Array.from({ length: Number(many) }, (_, at) => ({ ...first, id: `many-${at}`, title: `${first.title} ${at + 1}` }));
  }
  let last = 0;

  function find(id: string): Declared {
    const found = items.find((item) => item.id === id);
    if (found === undefined) throw fault("declared_unknown", { id });
    return found;
  }

  function put(item: Declared): Declared {
    const known = items.some(({ id }) => id === item.id);
    items = known ? items.map((one) => (one.id === item.id ? item : one)) : [item, ...items];
    return item;
  }

  return {
    declared: async () => {
      const sizes = new Map(items.flatMap(({ files }) => files.map(({ sha256, bytes }) => [sha256, bytes] as const)));
      return { items, bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0), most_bytes: 500_000_000 };
    },
    declare: async (id, item) => {
      refuse(item);
      const { from, until, hours, skills, ...rest } = item;
      const now = new Date().toISOString();
      const before = id === null ? { id: `d-${(last += 1)}`, files: [], added_at: now } : find(id);
      return put({
        ...rest,
        id: before.id,
        from: from || null,
        until: until || null,
        hours: hours === "" ? null : Number(hours),
        skills: skills.map((stated) => ({ stated, label: null })),
        files: before.files,
        added_at: before.added_at,
        changed_at: now,
      });
    },
    withdrawDeclared: async (id) => {
      const gone = find(id);
      items = items.filter((item) => item !== gone);
    },
    attach: async (id, name, bytes) => {
      const item = find(id);
      if (bytes.length === 0) throw fault("declared_file_empty");
      const sha256 = [...bytes].reduce((sum, byte) => (sum * 31 + byte) % 0xffffffff, 7).toString(16).padStart(64, "0");
      const known = item.files.some((file) => file.sha256 === sha256);
      return put(known ? item : { ...item, files: [...item.files, { name, sha256, bytes: bytes.length }] });
    },
    detach: async (id, sha256) => {
      const item = find(id);
      return put({ ...item, files: item.files.filter((file) => file.sha256 !== sha256) });
    },
    saveAttached: async (id, sha256) => find(id).files.find((file) => file.sha256 === sha256)?.name ?? null,
  };
}

/** The first thing that the core would not keep. */
function refuse({ title, from, until, hours, links }: NewDeclared) {
  const wrong = [
    title.trim() === "" && "title",
    from !== "" && until !== "" && until < from && "until",
    hours !== "" && !/^[1-9]\d{0,5}$/.test(hours) && "hours",
    links.some((link) => !/^https?:\/\/[^\s/]/i.test(link)) && "links",
  ].find((member) => member !== false);
  if (wrong) throw fault("declared_unclear", { member: wrong });
}

function fault(code: string, detail: Record<string, string> = {}): Fault {
  return { code, detail };
}

const SAMPLES: readonly Declared[] = [
  {
    id: "solar",
    title: "A solar charger for the allotment",
    description:
      "I planned and built a small off-grid system: two panels, a charge controller and a 1 kWh battery in a ventilated box.\n\n" +
      "I measured the load first, chose the cells, fused both sides, and wrote down how to shut it off. It has run for two summers.",
    place: "Rantala allotment garden",
    setting: "voluntary",
    from: "2025-03-01",
    until: "2025-06-15",
    hours: 60,
    skills: [
      { stated: "install photovoltaic systems", label: null },
      { stated: "battery chemistry", label: null },
    ],
    links: ["https://rantala.example/solar"],
    files: [
      { name: "wiring plan.pdf", sha256: "a".repeat(64), bytes: 184_320 },
      { name: "the box.jpg", sha256: "b".repeat(64), bytes: 2_412_888 },
    ],
    added_at: "2026-09-12T15:40:00Z",
    changed_at: "2026-09-12T15:48:00Z",
  },
  {
    id: "workshop",
    title: "Helping in the bicycle workshop",
    description: "Every other Saturday I repair e-bikes and explain to newcomers how to treat their batteries.",
    place: "",
    setting: "informal",
    from: "2024-09-01",
    until: null,
    hours: null,
    skills: [],
    links: [],
    files: [],
    added_at: "2026-08-30T09:12:00Z",
    changed_at: "2026-08-30T09:12:00Z",
  },
];
