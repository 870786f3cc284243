import type { CheckResult } from "./CheckResult";
import type { CredentialView } from "./CredentialView";
import type { ProfileId } from "./ProfileId";
import type { SealSummary } from "./SealSummary";
import type { SecuringId } from "./SecuringId";
import type { Verdict } from "./Verdict";

export type Report = { version: number, profile: ProfileId, securing: SecuringId, verdict: Verdict, checks: Array<CheckResult>, at: string, seal: SealSummary | null, claims: CredentialView, sha256: string };
