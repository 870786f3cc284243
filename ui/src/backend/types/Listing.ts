import type { Card } from "./Card";

export type Listing = { cards: Array<Card>, total: number };
