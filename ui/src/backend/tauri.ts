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
  list: (search, sort) => invoke("list_credentials", { search, sort }),
  credential: (record) => invoke("show_credential", { record }),
  importBytes: (name, bytes) => invoke("import_bytes", bytes, named(name)),
  openArchive: (bytes) => invoke("open_archive", bytes),
  chooseFolder: () => invoke("choose_folder"),
  importOfLot: (lot, place) => invoke("import_of_lot", { lot, place }),
  closeLot: (lot) => invoke("close_lot", { lot }),
  exportOriginal: (record) => invoke("export_original", { record }),
  remove: (record) => invoke("delete_credential", { record }),
  recheck: (record) => invoke("recheck_credential", { record }),
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
