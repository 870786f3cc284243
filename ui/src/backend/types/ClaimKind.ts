export type ClaimKind = "achievement" | "activity" | "assessment" | "entitlement";
