import type { Phase } from "./Phase";
import type { Protection } from "./Protection";

export type WalletState = { phase: Phase, protection: Protection | null, keychain_available: boolean, samples: boolean, location: string };
