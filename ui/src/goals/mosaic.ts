import { aspect, squarify, type Box } from "./squarify";

/** A group of the rules, as the mosaic draws it. */
export type Field = { readonly id: string; readonly tiles: readonly Tile[] };

/** A piece of a group. Its area is in proportion to its weight, which is above zero. */
export type Tile = { readonly id: string; readonly weight: number };

/** How a tile is drawn: large, as usual, or with its number alone. */
export type Scale = "big" | "usual" | "short";

/** Where a tile lies within its field, grout included. */
export type Laid = Box & { readonly id: string; readonly scale: Scale };

/** Where a field lies within its row. */
export type LaidField = { readonly id: string; readonly width: number; readonly tiles: readonly Laid[] };

/** Fields beside one another. */
export type Row = { readonly height: number; readonly fields: readonly LaidField[] };

export type Room = {
  /** Width of the whole mosaic, in pixels. */
  readonly width: number;
  /** Height wished for, as a share of the width. */
  readonly shape: number;
  /** Gap between fields in a row, in pixels. */
  readonly gap: number;
  /** How a tile of this size can be drawn. */
  readonly scale: (tile: Tile, size: Box) => Scale;
  /** Whether the heading of a field stands well above a field of this width. */
  readonly heads: (field: string, width: number) => boolean;
};

/** Height by width of a mosaic on a wide and on a narrow page. */
export const SHAPES = { wide: 0.67, narrow: 1.7 } as const;

/** More tiles than this are drawn as one tile a group, and one group is opened at a time. */
export const MOST_TILES = 40;

/**
 * The fields cut into rows and filled with tiles. All areas are in proportion to the weights, over the whole
 * mosaic; the same input gives the same picture. Of all ways to cut, in the order given, the one is kept that
 * hides the fewest names, those of fields included, then has the squarest tiles, then the fewest rows.
 */
export function layMosaic(fields: readonly Field[], room: Room): readonly Row[] {
  const drawn = fields.filter(({ tiles }) => tiles.length > 0);
  if (drawn.length === 0 || room.width <= 0) return [];
  const perWeight = (room.width * room.width * room.shape) / total(drawn);
  // What a row costs depends on no other row, so the best way to cut the first few fields is kept for each few.
  const best: Cut[] = [{ rows: [], cost: NOTHING }];
  for (let end = 1; end <= drawn.length; end += 1) {
    const ways = best.map(({ rows, cost }, begin): Cut => {
      const row = layRow(drawn.slice(begin, end), perWeight, room);
      return { rows: [...rows, row.laid], cost: cost.map((part, at) => part + (row.cost[at] ?? 0)) };
    });
    best.push(ways.reduce((one, other) => (isLess(other.cost, one.cost) ? other : one)));
  }
  return best.at(-1)?.rows ?? [];
}

/** A group as one tile, for a mosaic that would have too many. */
export function asOneTile(field: Field): Tile {
  return { id: field.id, weight: weightOf(field) };
}

/** Tiles in the order in which they are laid: the biggest first, those of one size in the order of the rules. */
export function inOrder<T extends Tile>(tiles: readonly T[]): T[] {
  return [...tiles].sort((a, b) => b.weight - a.weight);
}

type Cut = { readonly rows: readonly Row[]; readonly cost: Cost };

/** Names that are hidden, how far tiles are from squares, rows; the first that differs decides. */
type Cost = readonly number[];

const NOTHING: Cost = [0, 0, 0];

function isLess(one: Cost, other: Cost): boolean {
  const at = one.findIndex((part, at) => part !== other[at]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

function layRow(fields: readonly Field[], perWeight: number, room: Room): { laid: Row; cost: Cost } {
  // Gaps are no part of any field, so the row grows by what they take.
  const across = room.width - room.gap * (fields.length - 1);
  const height = (total(fields) * perWeight) / across;
  const laid = fields.map((field) => layField(field, (weightOf(field) * perWeight) / height, height, room));
  const tiles = laid.flatMap(({ tiles }) => tiles);
  const short = tiles.filter(({ scale }) => scale === "short").length;
  const skew = tiles.reduce((sum, tile) => sum + aspect(tile) * tile.width * tile.height, 0) / perWeight;
  return {
    laid: { height, fields: laid },
    cost: [short + laid.filter(({ id, width }) => !room.heads(id, width)).length, Math.round(skew / SKEW_STEP), 1],
  };
}

/** Differences below this come from rounding. */
const SKEW_STEP = 1e-6;

function layField(field: Field, width: number, height: number, room: Room): LaidField {
  const tiles = inOrder(field.tiles);
  const boxes = squarify(tiles.map(({ weight }) => weight), { x: 0, y: 0, width, height });
  const laid = tiles.flatMap((tile, at) => {
    const box = boxes[at];
    return box ? [{ ...box, id: tile.id, scale: room.scale(tile, box) }] : [];
  });
  return { id: field.id, width, tiles: laid };
}

function weightOf(field: Field): number {
  return field.tiles.reduce((sum, { weight }) => sum + weight, 0);
}

function total(fields: readonly Field[]): number {
  return fields.reduce((sum, field) => sum + weightOf(field), 0);
}
