export type Protection = "keychain" | "passphrase";
