import { describe, expect, test } from "vitest";

import { asOneTile, inOrder, layMosaic, SHAPES, type Field, type Room, type Row } from "../../src/goals/mosaic";
import { scaleBy, wrapped } from "../../src/goals/scale";
import { aspect, squarify, type Box } from "../../src/goals/squarify";
import { rowsOf, stones } from "../../src/goals/stones";

const ROOM: Room = { width: 546, shape: SHAPES.wide, gap: 14, scale: () => "usual", heads: () => true };

/** The vehicle sector: groups of 90, 55 and 35 points. */
const VEHICLES = [field("compulsory", 45, 45), field("optional", 15, 15, 15, 5, 5), field("common", 11, 9, 9, 6)];

/** Their names, as the design has them. */
const NAMES: Readonly<Record<string, string>> = {
  "compulsory/0": "Servicing a car or motorcycle",
  "compulsory/1": "Repairing a car",
  "optional/0": "Working in the battery industry",
  "optional/1": "Measuring and repairing electrical equipment",
  "optional/2": "Tyre work",
  "optional/3": "Workplace instructor training",
  "optional/4": "Any optional unit",
  "common/0": "Communication and interaction",
  "common/1": "Citizenship and working life",
  "common/2": "Optional aims in common units",
  "common/3": "Maths and science",
};

const TYPE = { family: "sans-serif", rem: 16 };

/** About as wide as letters of a usual face are. */
function LETTERS(text: string, font: string): number {
  return text.length * Number(/ ([\d.]+)px/.exec(font)?.[1]) * 0.54;
}

function field(id: string, ...weights: number[]): Field {
  return { id, tiles: weights.map((weight, at) => ({ id: `${id}/${at}`, weight })) };
}

/** Numbers that look random and are the same every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function randomFields(throwDie: () => number): Field[] {
  const upTo = (most: number) => 1 + Math.floor(throwDie() * most);
  return Array.from({ length: upTo(12) }, (_, at) =>
    field(`g${at}`, ...Array.from({ length: upTo(9) }, () => upTo(60) / (throwDie() < 0.3 ? 2 : 1))),
  );
}

/** Every tile as a rectangle on the whole mosaic. */
function flat(rows: readonly Row[], room: Room): (Box & { id: string })[] {
  let top = 0;
  return rows.flatMap((row) => {
    let left = 0;
    const boxes = row.fields.flatMap((laid) => {
      const own = laid.tiles.map((tile) => ({ ...tile, x: tile.x + left, y: tile.y + top }));
      left += laid.width + room.gap;
      return own;
    });
    top += row.height + room.gap;
    return boxes;
  });
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/** Every way to cut groups into rows, as the lengths of the rows. */
function everyCut(fields: readonly Field[]): number[][] {
  if (fields.length === 0) return [[]];
  return fields.flatMap((_, at) => everyCut(fields.slice(at + 1)).map((rest) => [at + 1, ...rest]));
}

/** What a cut is judged by: hidden names, how far tiles are from squares by credits, rows. */
function costOf(cut: readonly number[], fields: readonly Field[], room: Room): number[] {
  const weigh = (some: readonly Field[]) => some.flatMap(({ tiles }) => tiles).reduce((sum, { weight }) => sum + weight, 0);
  const area = (room.width ** 2 * room.shape) / weigh(fields);
  let [begin, hidden, skew] = [0, 0, 0];
  for (const length of cut) {
    const row = fields.slice(begin, (begin += length));
    const height = (weigh(row) * area) / (room.width - room.gap * (length - 1));
    for (const one of row) {
      const width = (weigh([one]) * area) / height;
      const weights = inOrder(one.tiles).map(({ weight }) => weight);
      const boxes = squarify(weights, { x: 0, y: 0, width, height });
      hidden += room.heads(one.id, width) ? 0 : 1;
      hidden += boxes.filter((box) => room.scale({ id: "", weight: 1 }, box) === "short").length;
      skew += boxes.reduce((sum, box, at) => sum + aspect(box) * (weights[at] ?? 0), 0);
    }
  }
  return [hidden, skew, cut.length];
}

describe("a treemap", () => {
  const box = { x: 10, y: 20, width: 300, height: 100 };

  test("gives each weight its share of the area, in its order", () => {
    const areas = squarify([3, 2, 1], box).map(({ width, height }) => width * height);
    expect(areas.map(Math.round)).toEqual([15_000, 10_000, 5_000]);
  });

  test("lays strips along the shorter side", () => {
    const [first, second] = squarify([1, 1, 1], box);
    expect(first).toEqual({ x: 10, y: 20, width: 100, height: 100 });
    expect(second).toMatchObject({ x: 110, y: 20 });
    expect(squarify([1, 1], { x: 0, y: 0, width: 100, height: 200 })[1]).toMatchObject({ x: 0, y: 100 });
  });

  test("puts tiles into one strip while the worst does not get longer", () => {
    // The published example: 6, 6, 4, 3, 2, 2, 1 in 6 by 4.
    const laid = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
    expect(laid.map(({ x, y }) => [x, y].map((at) => Math.round(at * 100) / 100))).toEqual([
      [0, 0], [0, 2], [3, 0], [4.71, 0], [3, 2.33], [4.2, 2.33], [5.4, 2.33],
    ]);
  });

  test("of one tile is the tile", () => {
    expect(squarify([7], box)).toEqual([box]);
  });
});

describe("a mosaic", () => {
  test("has the height that its shape asks for, and areas in proportion, over all rows", () => {
    const rows = layMosaic(VEHICLES, ROOM);
    const perPoint = (546 * 546 * 0.67) / 180;
    for (const tile of flat(rows, ROOM)) {
      const [group, at] = tile.id.split("/");
      const weight = VEHICLES.find(({ id }) => id === group)?.tiles[Number(at)]?.weight ?? 0;
      expect(tile.width * tile.height).toBeCloseTo(weight * perPoint, 6);
    }
  });

  test("keeps the groups in the order of the rules, however they are cut", () => {
    for (const shape of Object.values(SHAPES)) {
      const rows = layMosaic(VEHICLES, { ...ROOM, shape });
      expect(rows.flatMap(({ fields }) => fields.map(({ id }) => id))).toEqual(["compulsory", "optional", "common"]);
    }
  });

  test("is cut as drawn in the design: a row a group on a wide page, two columns on a narrow one", () => {
    const scale = scaleBy((id) => ({ name: NAMES[id] ?? "", number: "15" }), LETTERS, TYPE);
    const shown = (room: Partial<Room>) => layMosaic(VEHICLES, { ...ROOM, scale, ...room });
    expect(shown({}).map(({ fields }) => fields.length)).toEqual([1, 1, 1]);
    expect(shown({ width: 296, shape: SHAPES.narrow }).map(({ fields }) => fields.length)).toEqual([2, 1]);
  });

  test("rather has thin rows than hidden names", () => {
    const two = [field("a", 8), field("b", 8)];
    const thin: Room = { ...ROOM, scale: (_, { width }) => (width < 300 ? "short" : "usual") };
    expect(layMosaic(two, ROOM)).toHaveLength(1);
    expect(layMosaic(two, thin)).toHaveLength(2);
  });

  test("rather has thin rows than a heading without room", () => {
    expect(layMosaic([field("a", 8), field("b", 8)], { ...ROOM, heads: (_, width) => width > 300 })).toHaveLength(2);
  });

  test("of like worth keeps the fewest rows", () => {
    // Two squares beside or above one another are the same in a square.
    const square: Room = { ...ROOM, width: 100, shape: 1, gap: 0 };
    expect(layMosaic([field("a", 1), field("b", 1)], square)).toHaveLength(1);
  });

  test("takes gaps from no field: a row grows by what they take", () => {
    const wide: Room = { ...ROOM, scale: (_, { width }) => (width > 300 ? "short" : "usual") };
    const [row] = layMosaic([field("a", 10), field("b", 10)], wide);
    expect(row?.fields.map(({ width }) => width)).toEqual([266, 266]);
    expect((row?.height ?? 0) * 532).toBeCloseTo(546 * 546 * 0.67, 6);
  });

  test("leaves out groups without tiles, and is empty without any", () => {
    expect(layMosaic([field("a", 1), field("b")], ROOM).flatMap(({ fields }) => fields)).toHaveLength(1);
    expect(layMosaic([field("a")], ROOM)).toEqual([]);
    expect(layMosaic(VEHICLES, { ...ROOM, width: 0 })).toEqual([]);
  });

  test("is cut better than in any other way", () => {
    const throwDie = dice(3);
    for (let round = 0; round < 40; round += 1) {
      const fields = randomFields(throwDie).slice(0, 6);
      const scale: Room["scale"] = (_, { width, height }) => (width < 60 || height < 30 ? "short" : "usual");
      const room: Room = { ...ROOM, scale, heads: (_, width) => width > 90 };
      const [hidden, skew] = costOf(layMosaic(fields, room).map((row) => row.fields.length), fields, room);
      const others = everyCut(fields).map((cut) => costOf(cut, fields, room));
      const least = Math.min(...others.map(([names]) => names ?? 0));
      expect(hidden).toBe(least);
      expect(skew).toBeCloseTo(Math.min(...others.flatMap(([names, far = 0]) => (names === least ? [far] : []))), 3);
    }
  });

  test("never overlaps, never leaves a hole, whatever the groups", () => {
    const throwDie = dice(5);
    for (let round = 0; round < 120; round += 1) {
      const fields = randomFields(throwDie);
      const room: Room = { ...ROOM, width: 200 + throwDie() * 700, shape: round % 2 ? SHAPES.wide : SHAPES.narrow };
      const rows = layMosaic(fields, room);
      const tiles = flat(rows, room);
      expect(tiles).toHaveLength(fields.flatMap((one) => one.tiles).length);
      const area = tiles.reduce((sum, { width, height }) => sum + width * height, 0);
      expect(area / (room.width * room.width * room.shape)).toBeCloseTo(1, 6);
      expect(tiles.every((one) => Number.isFinite(aspect(one)) && one.width > 0)).toBe(true);
      expect(tiles.every(({ x, width }) => x > -1e-6 && x + width < room.width + 1e-6)).toBe(true);
      const shared = tiles.flatMap((one, at) => tiles.slice(at + 1).map((other) => overlap(one, other)));
      expect(Math.max(0, ...shared)).toBeLessThan(1e-6);
    }
  });

  test("is the same each time", () => {
    const fields = randomFields(dice(9));
    expect(layMosaic(fields, ROOM)).toEqual(layMosaic(structuredClone(fields), ROOM));
  });
});

test("tiles are laid from the biggest, those of one size in the order of the rules", () => {
  const tiles = [5, 15, 5, 45, 15].map((weight, at) => ({ id: `t${at}`, weight }));
  expect(inOrder(tiles).map(({ id }) => id)).toEqual(["t3", "t1", "t4", "t0", "t2"]);
});

test("a group as one tile weighs what its tiles weigh", () => {
  expect(asOneTile(field("a", 4, 5.5))).toEqual({ id: "a", weight: 9.5 });
});

describe("stones", () => {
  test.each([
    [45, 1.5, [9, 9, 9, 9, 9]],
    [15, 1.3, [5, 5, 5]],
    [11, 2.3, [6, 5]],
    [5, 2, [3, 2]],
    [7, 7, [7]],
    [1, 3, [1]],
  ])("of %i credits in a tile of %f:1 lie in rows of %j", (credits, ratio, rows) => {
    expect(rowsOf(credits, ratio)).toEqual(rows);
  });

  test("are as many as there are credits, in rows that differ by one at most", () => {
    for (let credits = 1; credits <= 120; credits += 1) {
      for (const ratio of [0.2, 0.7, 1, 1.6, 5]) {
        const rows = rowsOf(credits, ratio);
        expect(rows.reduce((sum, row) => sum + row, 0)).toBe(credits);
        expect(Math.max(...rows) - Math.min(...rows)).toBeLessThanOrEqual(1);
        expect(Math.min(...rows)).toBeGreaterThan(0);
      }
    }
  });

  test("are drawn as lines between them", () => {
    expect(stones(4, { width: 10, height: 10 })).toBe("M50 0V50M0 50H100M50 50V100");
  });

  test.each([1, 0, -3, 2.5, 121, NaN])("are not drawn for %d credits", (credits) => {
    expect(stones(credits, { width: 10, height: 10 })).toBe("");
  });
});

describe("a name", () => {
  const letters = (text: string) => text.length * 10;

  test.each([
    ["Tyre work", 200, 1],
    ["Tyre work", 60, 2],
    ["Tyre work", 39, undefined],
    ["a b c d", 30, 2],
    ["", 30, 0],
  ])("%j in %i pixels takes %s lines", (text, most, lines) => {
    expect(wrapped(text, most, letters)).toBe(lines);
  });

  const scale = scaleBy(() => ({ name: "Tyre work", number: "15" }), LETTERS, TYPE);
  const size = (width: number, height: number) => ({ x: 0, y: 0, width, height });

  test.each([
    [200, 120, "big"],
    [120, 90, "usual"],
    [96, 63, "usual"],
    [96, 52, "short"],
    [50, 300, "short"],
    [30, 30, "short"],
  ])("in a tile of %i by %i is drawn %s", (width, height, drawn) => {
    expect(scale({ id: "t", weight: 15 }, size(width, height))).toBe(drawn);
  });
});
