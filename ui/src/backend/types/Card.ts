import type { Verdict } from "./Verdict";

export type Card = { record: string, title: string, issuer: string, country: string | null, awarded: string | null, valid_until: string | null, size: string | null, verdict: Verdict, code: string | null, checked_at: string };
