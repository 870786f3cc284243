import type { Concept } from "./Concept";
import type { Text } from "./Text";

export type Assessment = { title: Text, kinds: Array<Concept>, grade: Text, identity_check: Concept | null, date: string | null };
