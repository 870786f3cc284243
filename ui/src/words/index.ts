import en from "./en.json";

/** The language of the interface, for `Intl`: English with dates like "30 May 2026". */
export const LOCALE = "en-GB";

/** The path of a sentence in the words file, such as `wallet.title`. */
export type Key = Path<typeof en>;

/** What the gaps of a sentence are filled with; `n` also chooses between singular and plural. */
export type Values = { readonly [gap: string]: string | number | undefined };

/** The sentence at `key`, with every `{gap}` filled. A value that is absent reads "not stated". */
export function say(key: Key, values: Values = {}): string {
  return fill(sentence(key, values) ?? key, values);
}

/** The sentence at a path that was put together at run time, or nothing when there is none. */
export function sayIfKnown(key: string, values: Values = {}): string | undefined {
  const found = sentence(key, values);
  return found === undefined ? undefined : fill(found, values);
}

function sentence(key: string, values: Values): string | undefined {
  let node: unknown = en;
  for (const step of key.split(".")) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<string, unknown>)[step];
  }
  if (typeof node === "string") return node;
  if (!isPlural(node)) return undefined;
  return plurals.select(Number(values["n"] ?? 0)) === "one" ? node.one : node.other;
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, gap: string) => {
    const value = values[gap];
    if (value === undefined || value === "") return say("missing");
    return typeof value === "number" ? numbers.format(value) : level(value);
  });
}

/** Foreign text without the control characters that could reorder or hide what stands around it. */
export function level(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ");
}

function isPlural(node: unknown): node is Plural {
  return typeof node === "object" && node !== null && "one" in node && "other" in node;
}

const plurals = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);

type Plural = { one: string; other: string };

type Path<Node> = {
  [Step in keyof Node & string]: Node[Step] extends string | Plural
    ? Step
    : `${Step}.${Path<Node[Step]>}`;
}[keyof Node & string];
