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
  // Keeping it
  protect: (protection, current, next) => invoke("protect_wallet", { protection, current, next }),
  presence: (active) => invoke("note_presence", { active }),
  locking: () => invoke("show_locking"),
  setLocking: (afterMinutes) => invoke("set_locking", { afterMinutes }),
  makeBackup: (passphrase) => invoke("make_backup", { passphrase }),
  chooseBackup: () => invoke("choose_backup"),
  inspectBackup: (passphrase) => invoke("inspect_backup", { passphrase }),
  restoreBackup: (passphrase) => invoke("restore_backup", { passphrase }),
  backupReminder: () => invoke("show_backup_reminder"),
  setBackupReminder: (everyDays) => invoke("set_backup_reminder", { everyDays }),
  exportEverything: () => invoke("export_everything"),
  check: () => invoke("check_wallet"),
  repair: (passphrase) => invoke("repair_wallet", { passphrase }),
  loss: () => invoke("tell_loss"),
  erase: () => invoke("erase_wallet"),
  wallets: () => invoke("list_wallets"),
  addWallet: (name) => invoke("add_wallet", { name }),
  switchWallet: (name) => invoke("switch_wallet", { name }),
  // What is in it
  browse: (sought) => invoke("browse_credentials", { sought }),
  find: (sought) => invoke("find_credentials", { sought }),
  overview: () => invoke("show_overview"),
  credential: (record) => invoke("show_credential", { record }),
  importBytes: (name, bytes) => invoke("import_bytes", bytes, named(name)),
  openArchive: (bytes) => invoke("open_archive", bytes),
  chooseFolder: () => invoke("choose_folder"),
  importOfLot: (lot, place) => invoke("import_of_lot", { lot, place }),
  closeLot: (lot) => invoke("close_lot", { lot }),
  exportOriginal: (record) => invoke("export_original", { record }),
  remove: (record) => invoke("delete_credential", { record }),
  removeAll: (records) => invoke("delete_credentials", { records }),
  recheck: (record) => invoke("recheck_credential", { record }),
  archive: (records, away) => invoke("archive_credentials", { records, away }),
  gather: (collection, records) => invoke("gather_credentials", { collection, records }),
  scatter: (collection, records) => invoke("scatter_credentials", { collection, records }),
  renameCollection: (collection, name) => invoke("rename_collection", { collection, name }),
  dissolve: (collection) => invoke("dissolve_collection", { collection }),
  writeNote: (record, text) => invoke("write_note", { record, text }),
  keeping: (record) => invoke("show_keeping", { record }),
  history: (before) => invoke("show_history", { before }),
  eraseHistory: () => invoke("erase_history"),
  trustLists: () => invoke("list_trust_lists"),
  trustList: (id) => invoke("show_trust_list", { id }),
  addTrustList: (name, bytes, signer) =>
    invoke("add_trust_list", bytes, { headers: { ...named(name).headers, ...(signer === null ? {} : { signer }) } }),
  switchTrustList: (id, inUse) => invoke("switch_trust_list", { id, inUse }),
  removeTrustList: (id) => invoke("remove_trust_list", { id }),
  network: () => invoke("show_network"),
  setOffline: (offline) => invoke("set_offline", { offline }),
  eraseRequests: () => invoke("erase_requests"),
  due: () => invoke("due_credentials"),
  // The desk
  askForProof: () => invoke("ask_for_proof"),
  readShown: (name, bytes, code) =>
    invoke("read_shown", bytes, { headers: { ...named(name).headers, ...(code === null ? {} : { code }) } }),
  readShownOfLot: (lot, place, code) => invoke("read_shown_of_lot", { lot, place, code }),
  clearDesk: () => invoke("clear_desk"),
  saveDeskTable: (format) => invoke("save_desk_table", { format }),
  saveDeskReport: (number) => invoke("save_desk_report", { number }),
  // What it adds up to
  goals: (countUnrecognised) => invoke("list_goals", { countUnrecognised }),
  goal: (id, asked) => invoke("show_goal", { id, asked }),
  choose: (id, condition, target) => invoke("choose_in_goal", { id, condition, target }),
  addGoal: (name, bytes) => invoke("add_goal", bytes, named(name)),
  removeGoal: (id) => invoke("remove_goal", { id }),
  saveReport: (id, asked, format) => invoke("save_goal_report", { id, asked, format }),
  addDecision: (decision) => invoke("add_decision", { decision }),
  switchDecision: (id, enabled) => invoke("switch_decision", { id, enabled }),
  removeDecision: (id) => invoke("remove_decision", { id }),
  skills: (cards, countUnrecognised) => invoke("show_skills", { cards, countUnrecognised }),
};

/** The name of a file whose bytes travel as the raw body; headers are ASCII, so it is percent-encoded. */
function named(name: string) {
  return { headers: { name: encodeURIComponent(name) } };
}
