export type Sort = "issued" | "title" | "issuer" | "expires";
