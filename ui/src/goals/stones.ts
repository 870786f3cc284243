/** Most stones that are drawn in one tile; more would be a grey haze. */
export const MOST_STONES = 120;

/**
 * The lines that cut a tile of this size into one stone for each credit, as an SVG path in a box of 100 by 100.
 * Empty when there is nothing to cut: for one credit, for credits that are not whole, and above [`MOST_STONES`].
 */
export function stones(credits: number, size: { readonly width: number; readonly height: number }): string {
  if (!Number.isInteger(credits) || credits < 2 || credits > MOST_STONES) return "";
  const rows = rowsOf(credits, size.width / size.height);
  const step = 100 / rows.length;
  return rows.map((length, at) => line(length, at, step)).join("");
}

/** How many stones lie in each row of a tile: a full grid when one is square enough, else rows of nearly one length. */
export function rowsOf(credits: number, ratio: number): number[] {
  const counts = Array.from({ length: credits }, (_, at) => at + 1);
  const grids = counts.filter((rows) => credits % rows === 0);
  const grid = squarest(grids, credits, ratio);
  const rows = skew(grid, credits, ratio) <= WIDEST_STONE ? grid : squarest(counts, credits, ratio);
  const [least, longer] = [Math.floor(credits / rows), credits % rows];
  return Array.from({ length: rows }, (_, at) => (at < longer ? least + 1 : least));
}

/** How long a stone may be beside its width before a full grid is given up. */
const WIDEST_STONE = 1.7;

/** How far from a square the stones are on average, when there are so many rows. */
function skew(rows: number, credits: number, ratio: number): number {
  const stone = (ratio * rows * rows) / credits;
  return Math.max(stone, 1 / stone);
}

function squarest(candidates: readonly number[], credits: number, ratio: number): number {
  return candidates.reduce((best, rows) => (skew(rows, credits, ratio) < skew(best, credits, ratio) ? rows : best));
}

function line(length: number, at: number, step: number): string {
  const [top, bottom] = [round(at * step), round((at + 1) * step)];
  const between = Array.from({ length: length - 1 }, (_, cut) => `M${round(((cut + 1) * 100) / length)} ${top}V${bottom}`);
  return (at === 0 ? "" : `M0 ${top}H100`) + between.join("");
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
