/** The passphrase of the wallet that `?start=locked` begins with. */
export const MOCK_PASSPHRASE = "salt lake under the moon";
