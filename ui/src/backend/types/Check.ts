export type Check = "format" | "signature" | "issuer" | "recognition" | "validity" | "status" | "holder" | "schema";
