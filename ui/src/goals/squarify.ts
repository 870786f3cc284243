/** A rectangle, in pixels. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * Divides `box` into one rectangle for each weight, in their order, with areas in proportion to the weights
 * (Bruls, Huizing and van Wijk, "Squarified Treemaps", 2000). Weights are above zero; the biggest should come
 * first, or the rectangles turn out long.
 */
export function squarify(weights: readonly number[], box: Box): Box[] {
  const perWeight = (box.width * box.height) / sum(weights);
  const areas = weights.map((weight) => weight * perWeight);
  const placed: Box[] = [];
  for (let free = box; placed.length < areas.length; ) {
    const strip = nextStrip(areas.slice(placed.length), Math.min(free.width, free.height));
    const last = placed.length + strip.length === areas.length;
    const laid = layStrip(strip, free, last);
    placed.push(...laid.boxes);
    free = laid.free;
  }
  return placed;
}

/** How far a rectangle is from a square: 1 for a square, more for anything else. */
export function aspect({ width, height }: Box): number {
  return Math.max(width / height, height / width);
}

/** The areas that share the next strip along the shorter side: as many as do not make its worst one longer. */
function nextStrip(areas: readonly number[], side: number): number[] {
  let [count, whole, least, most, worst] = [0, 0, Infinity, 0, Infinity];
  for (const area of areas) {
    whole += area;
    least = Math.min(least, area);
    most = Math.max(most, area);
    // The longest of a strip is its biggest or its smallest.
    const depth = whole / side;
    const tried = Math.max(most / (depth * depth), (depth * depth) / least);
    if (tried > worst) break;
    worst = tried;
    count += 1;
  }
  return areas.slice(0, count);
}

/** The rectangles of a strip along the shorter side of `free`, and what it leaves; the last one leaves nothing. */
function layStrip(strip: readonly number[], free: Box, last: boolean): { boxes: Box[]; free: Box } {
  const upright = free.width >= free.height;
  const side = upright ? free.height : free.width;
  // The last strip takes what is there, so that no hair of rounding is left over.
  const depth = last ? (upright ? free.width : free.height) : sum(strip) / side;
  const whole = sum(strip);
  let along = 0;
  const boxes = strip.map((area) => {
    const length = (area / whole) * side;
    const box = upright
      ? { x: free.x, y: free.y + along, width: depth, height: length }
      : { x: free.x + along, y: free.y, width: length, height: depth };
    along += length;
    return box;
  });
  const rest = upright
    ? { ...free, x: free.x + depth, width: free.width - depth }
    : { ...free, y: free.y + depth, height: free.height - depth };
  return { boxes, free: rest };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
