import type { Check } from "./Check";
import type { Code } from "./Code";
import type { Outcome } from "./Outcome";

export type CheckResult = { check: Check, outcome: Outcome, code?: Code, by?: string, detail: { [key in string]: string } };
