import type { Concept } from "./Concept";
import type { Text } from "./Text";

export type Party = { id: string | null, name: Text, legal_identifier: string | null, country: Concept | null, homepage: string | null };
