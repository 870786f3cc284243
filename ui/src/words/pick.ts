import type { Text } from "../backend/types/Text";
import { level } from "./index";
import { reading } from "./reading.svelte";

/** A text in one language; `lang` is absent when the credential does not name the language. */
export type Picked = { readonly text: string; readonly lang?: string };

/**
 * The text in the first of `preferred` that it has, else in English, else in any language.
 * `fi-FI` is also served by `fi`. Without `preferred`, in the language that is being read, then as the person prefers.
 */
export function pick(text: Text, preferred: readonly string[] = reading.languages): Picked | undefined {
  const tag = [...wanted(preferred), "en", "und"].find((one) => Object.hasOwn(text, one)) ?? Object.keys(text)[0];
  const found = tag === undefined ? undefined : text[tag];
  if (tag === undefined || found === undefined || found === "") return undefined;
  return tag === "und" ? { text: level(found) } : { text: level(found), lang: tag };
}

/** Language tags in order of preference, each followed by its language alone. */
export function wanted(preferred: readonly string[] = reading.languages): string[] {
  return preferred.flatMap((tag) => [tag.toLowerCase(), tag.toLowerCase().split("-")[0] ?? tag]);
}

/** The same as [`pick`], as plain text; empty when there is none. */
export function plain(text: Text | null | undefined): string {
  return (text && pick(text)?.text) ?? "";
}
