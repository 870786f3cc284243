import { invoke } from "@tauri-apps/api/core";

import type { Backend } from "./index";

/** The wallet behind the window. The only file that knows Tauri. */
export const tauri: Backend = {
  state: () => invoke("wallet_state"),
  create: (protection, passphrase) => invoke("create_wallet", { protection, passphrase }),
  unlock: (passphrase) => invoke("unlock_wallet", { passphrase }),
  lock: () => invoke("lock_wallet"),
  openSamples: () => invoke("open_samples"),
  leaveSamples: () => invoke("leave_samples"),
  list: (search, sort) => invoke("list_credentials", { search, sort }),
  credential: (record) => invoke("show_credential", { record }),
  // The bytes travel as the raw body; headers are ASCII, so the name is percent-encoded.
  importBytes: (name, bytes) =>
    invoke("import_bytes", bytes, { headers: { name: encodeURIComponent(name) } }),
  exportOriginal: (record) => invoke("export_original", { record }),
  remove: (record) => invoke("delete_credential", { record }),
  recheck: (record) => invoke("recheck_credential", { record }),
};
