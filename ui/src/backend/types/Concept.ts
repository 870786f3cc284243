import type { Text } from "./Text";

export type Concept = { id: string | null, label: Text };
