import type { Goal } from "../backend/types/Goal";
import type { Text } from "../backend/types/Text";
import { level } from "../words/index";
import { plain } from "../words/pick";

/** What units are called, by code, as far as the rules that are shown or the awards in the wallet say. */
export function unitNames({ fields, deficits, next_steps, awards }: Goal): Map<string, string> {
  const tiles = fields.flatMap((field) => field.tiles);
  const ruled: readonly Named[] = [
    ...tiles,
    ...tiles.flatMap(({ offers }) => offers),
    ...deficits.flatMap(({ mandatory }) => mandatory),
    ...next_steps.flatMap(({ add }) => add),
  ];
  const names = new Map<string, string>();
  for (const { codes, title } of awards) for (const code of codes) names.set(code, level(title));
  // The rules know better than a credential what a unit is called.
  for (const { code, name } of ruled) if (code !== null && plain(name) !== "") names.set(code, plain(name));
  return names;
}

type Named = { readonly code: string | null; readonly name: Text };
