import type { Stored } from "./Stored";
import type { Verdict } from "./Verdict";

export type Imported = { record: string, stored: Stored, title: string, issuer: string, verdict: Verdict, code: string | null };
