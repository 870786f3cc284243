import type { Text } from "./Text";

export type Subject = { id: string | null, name: Text, date_of_birth: string | null };
