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

/** Up to so many groups every way to cut them into rows is tried; that is 2^(groups-1) ways. */
const MOST_GROUPS_TRIED = 8;

/**
 * The fields cut into rows and filled with tiles. All areas are in proportion to the weights, over the whole
 * mosaic; the same input gives the same picture. Of all ways to cut, in the order given, the one is kept that
 * hides the fewest names, those of fields included, then has the squarest tiles, then the fewest rows.
 */
export function layMosaic(fields: readonly Field[], room: Room): Row[] {
  const drawn = fields.filter(({ tiles }) => tiles.length > 0);
  if (drawn.length === 0 || room.width <= 0) return [];
  if (drawn.length > MOST_GROUPS_TRIED) return lay(greedyCut(drawn, room.shape), room);
  const tried = cuts(drawn).map((cut) => judged(lay(cut, room), drawn, room));
  return tried.reduce((best, one) => (isBetter(one, best) ? one : best)).rows;
}

/** A group as one tile, for a mosaic that would have too many. */
export function asOneTile(field: Field): Tile {
  return { id: field.id, weight: weightOf(field) };
}

/** Tiles in the order in which they are laid: the biggest first, those of one size in the order of the rules. */
export function inOrder<T extends Tile>(tiles: readonly T[]): T[] {
  return [...tiles].sort((a, b) => b.weight - a.weight);
}

/** Every way to cut a list into rows without changing its order; fewer rows first. */
function cuts(fields: readonly Field[]): Field[][][] {
  const ways = Array.from({ length: 2 ** (fields.length - 1) }, (_, way) =>
    cutWhere(fields, (at) => Math.floor(way / 2 ** (at - 1)) % 2 === 1),
  );
  return ways.sort((a, b) => a.length - b.length);
}

/** So many rows that fields come out about square, each filled until it reaches the mean. */
function greedyCut(fields: readonly Field[], shape: number): Field[][] {
  const rows = Math.max(1, Math.round(Math.sqrt(fields.length * shape)));
  const mean = total(fields) / rows;
  let filled = 0;
  return cutWhere(fields, (at) => {
    const before = fields[at - 1];
    filled += before ? weightOf(before) : 0;
    if (filled < mean) return false;
    filled = 0;
    return true;
  });
}

/** A new row begins at each field of which `begins` says so; the first field always begins one. */
function cutWhere(fields: readonly Field[], begins: (at: number) => boolean): Field[][] {
  const rows: Field[][] = [];
  fields.forEach((field, at) => {
    if (at === 0 || begins(at)) rows.push([field]);
    else rows.at(-1)?.push(field);
  });
  return rows;
}

function lay(rows: readonly Field[][], room: Room): Row[] {
  const perWeight = (room.width * room.width * room.shape) / total(rows.flat());
  return rows.map((fields) => {
    // Gaps are no part of any field, so the row grows by what they take.
    const across = room.width - room.gap * (fields.length - 1);
    const height = (total(fields) * perWeight) / across;
    return { height, fields: fields.map((field) => layField(field, (weightOf(field) * perWeight) / height, height, room)) };
  });
}

function layField(field: Field, width: number, height: number, room: Room): LaidField {
  const tiles = inOrder(field.tiles);
  const boxes = squarify(tiles.map(({ weight }) => weight), { x: 0, y: 0, width, height });
  const laid = tiles.flatMap((tile, at) => {
    const box = boxes[at];
    return box ? [{ ...box, id: tile.id, scale: room.scale(tile, box) }] : [];
  });
  return { id: field.id, width, tiles: laid };
}

type Judged = { readonly rows: Row[]; readonly hidden: number; readonly skew: number };

function judged(rows: Row[], drawn: readonly Field[], room: Room): Judged {
  const weights = new Map(drawn.flatMap(({ tiles }) => tiles).map(({ id, weight }) => [id, weight]));
  const fields = rows.flatMap(({ fields }) => fields);
  const tiles = fields.flatMap(({ tiles }) => tiles);
  const short = tiles.filter(({ scale }) => scale === "short").length;
  return {
    rows,
    hidden: short + fields.filter(({ id, width }) => !room.heads(id, width)).length,
    skew: tiles.reduce((sum, tile) => sum + aspect(tile) * (weights.get(tile.id) ?? 0), 0),
  };
}

function isBetter(one: Judged, than: Judged): boolean {
  if (one.hidden !== than.hidden) return one.hidden < than.hidden;
  if (Math.abs(one.skew - than.skew) > SAME_SKEW) return one.skew < than.skew;
  return one.rows.length < than.rows.length;
}

/** Differences below this come from rounding. */
const SAME_SKEW = 1e-9;

function weightOf(field: Field): number {
  return field.tiles.reduce((sum, { weight }) => sum + weight, 0);
}

function total(fields: readonly Field[]): number {
  return fields.reduce((sum, field) => sum + weightOf(field), 0);
}
