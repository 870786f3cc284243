import type { CardItem } from "../../backend/types/CardItem";
import { plain } from "../../words/pick";

/** The outcomes of a card by theme; themes and outcomes keep the order they come in. */
export function themes(items: readonly CardItem[]): { name: string; items: CardItem[] }[] {
  const found = new Map<string, CardItem[]>();
  for (const item of items) {
    const name = plain(item.theme);
    const own = found.get(name);
    if (own) own.push(item);
    else found.set(name, [item]);
  }
  return [...found].map(([name, own]) => ({ name, items: own }));
}
