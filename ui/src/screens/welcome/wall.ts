/** One stone of the drawn wall; `look` names its class. */
export type Stone = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly look: string;
};

/** The size of the drawing, in its own units. */
export const WALL = { width: 416, height: 560 } as const;

/** The stones of the wall on the welcome screen: what is learned, what is new, what is still open. */
export function stones(): Stone[] {
  return TILES.flatMap((tile) => laid(tile));
}

function laid({ x, y, width, height, rows, look }: Tile): Stone[] {
  const tall = height / rows.length;
  return rows.flatMap((count, row) => {
    const wide = width / count;
    return Array.from({ length: count }, (_, column) => ({
      x: x + column * wide,
      y: y + row * tall,
      width: wide - GROUT,
      height: tall - GROUT,
      look: look ?? shade(x + y, row, column),
    }));
  });
}

/** One of five tile colours, spread without a pattern that the eye picks out. */
function shade(seed: number, row: number, column: number): string {
  const mixed = (seed * 7 + row * row * 5 + column * 3 + row * column * 11) % 13;
  return `stone-${(mixed % 5) + 1}`;
}

type Tile = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Stones in each row, top to bottom. */
  readonly rows: readonly number[];
  /** Absent for a filled tile. */
  readonly look?: "stone-new" | "stone-open";
};

const GROUT = 3;
const even = (rows: number, columns: number) => Array.from({ length: rows }, () => columns);

const TILES: readonly Tile[] = [
  { x: 3, y: 3, width: 202, height: 260, rows: even(9, 5) },
  { x: 213, y: 3, width: 202, height: 260, rows: even(9, 5), look: "stone-open" },
  { x: 3, y: 285, width: 107, height: 155, rows: even(5, 3), look: "stone-new" },
  { x: 117, y: 285, width: 107, height: 155, rows: even(5, 3) },
  { x: 231, y: 285, width: 107, height: 155, rows: even(5, 3) },
  { x: 345, y: 285, width: 70, height: 74, rows: [3, 2] },
  { x: 345, y: 366, width: 70, height: 74, rows: [3, 2], look: "stone-open" },
  { x: 3, y: 462, width: 125, height: 98, rows: [4, 4, 3] },
  { x: 135, y: 462, width: 101, height: 98, rows: even(3, 3) },
  { x: 243, y: 462, width: 101, height: 98, rows: even(3, 3) },
  { x: 351, y: 462, width: 65, height: 98, rows: even(3, 2) },
];
