import type { Scale, Tile } from "./mosaic";
import type { Box } from "./squarify";

/** Width of a text in pixels, in a font given as CSS writes it. */
export type Measure = (text: string, font: string) => number;

/** What the letters of a tile are set in. */
export type Type = { readonly family: string; /** Pixels in one rem. */ readonly rem: number };

/**
 * How each tile can be drawn: with its name in large or usual letters when name, number and padding fit,
 * else with its number alone. Names wrap between words and nowhere else.
 */
export function scaleBy(
  words: (id: string) => { readonly name: string; readonly number: string },
  measure: Measure,
  { family, rem }: Type,
): (tile: Tile, size: Box) => Scale {
  const fits = (id: string, size: Box, style: Style) => {
    const { name, number } = words(id);
    const inside = size.width - GROUT - 2 * style.across * rem;
    const nameFont = `600 ${style.name * rem}px ${family}`;
    const lines = wrapped(name, inside, (text) => measure(text, nameFont));
    if (lines === undefined) return false;
    const numberWide = measure(number, `650 ${style.number * rem}px ${family}`) + TICK * rem;
    const high = lines * style.name * LEADING * rem + LINE_GAP + style.number * rem + 2 * style.down * rem;
    return numberWide <= inside && high <= size.height - GROUT;
  };
  return (tile, size) => {
    const roomy = size.width >= BIG.least.width * rem && size.height >= BIG.least.height * rem;
    if (roomy && fits(tile.id, size, BIG)) return "big";
    return fits(tile.id, size, USUAL) ? "usual" : "short";
  };
}

/** On how many lines words stand when no line is wider than `most`; nothing when one word is too wide already. */
export function wrapped(text: string, most: number, width: (text: string) => number): number | undefined {
  let [lines, line] = [0, ""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (width(word) > most) return undefined;
    const longer = line === "" ? word : `${line} ${word}`;
    if (lines > 0 && width(longer) <= most) line = longer;
    else [lines, line] = [lines + 1, word];
  }
  return lines;
}

/** Whether the heading of a field, and the count beside or below it, take no more than two lines. */
export function headsBy(
  words: (field: string) => { readonly name: string; readonly number: string },
  measure: Measure,
  { family, rem }: Type,
): (field: string, width: number) => boolean {
  const wide = (text: string) => measure(text, `650 ${HEAD * rem}px ${family}`);
  return (field, width) => {
    const { name, number } = words(field);
    const lines = wrapped(name, width, wide) ?? Infinity;
    return lines + (lines === 1 && wide(`${name} ${number}`) <= width ? 0 : 1) <= 2 && wide(number) <= width;
  };
}

/** The browser's own measure. It remembers, since a mosaic asks for the same words many times over. */
export function canvasMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (text, font) => {
    if (context === null) return Infinity;
    const key = `${font} ${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    context.font = font;
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

/** Sizes in rem, as `.tile` and `.tile--big` of components.css have them. */
type Style = { readonly name: number; readonly number: number; readonly across: number; readonly down: number };

const USUAL: Style = { name: 0.8125, number: 1.125, across: 0.5625, down: 0.375 };
const BIG = { name: 1, number: 1.375, across: 0.875, down: 0.75, least: { width: 10, height: 7 } } as const;
/** Letters of the heading of a field, in rem. */
const HEAD = 0.875;
/** Half of it lies on each side of a tile, in pixels. */
const GROUT = 4;
/** The tick beside the number, with the space between them, in rem. */
const TICK = 1.375;
const LEADING = 1.25;
const LINE_GAP = 2;
