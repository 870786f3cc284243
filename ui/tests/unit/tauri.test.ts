import { beforeEach, expect, test, vi } from "vitest";

import { asFault } from "../../src/backend/fault";
import { tauri } from "../../src/backend/tauri";
import type { Asked } from "../../src/backend/types/Asked";
import type { NewDecision } from "../../src/backend/types/NewDecision";
import type { PackRequest } from "../../src/backend/types/PackRequest";
import type { Sought } from "../../src/backend/types/Sought";
import { NOTHING } from "../../src/screens/evidence/told";

const SOUGHT: Sought = {
  search: "cell",
  sort: "title",
  grouping: "year",
  place: { is: "collection", name: "Porto" },
  from: 50,
  limit: 50,
};
const ASKED: Asked = {
  on: null,
  count_unrecognised: false,
  choices: {},
  what_if: { drop: [], expire: [], add: [], switch: {} },
};
const DECISION: NewDecision = {
  from: "A1",
  to: "B2",
  credits: null,
  framework: null,
  decided_by: "A college",
  date: "2026-11-22",
  evidence: "12/2026",
  scope: [],
  answers: null,
};

const PACK: PackRequest = { goal: null, evidence: ["i1"], credentials: ["r1"], learner: "A", audience: "B", message: "" };

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
beforeEach(() => invoke.mockReset());

test("every call is one command of the shell", async () => {
  await tauri.state();
  await tauri.create("passphrase", "a long passphrase");
  await tauri.unlock(null);
  await tauri.lock();
  await tauri.openSamples();
  await tauri.leaveSamples();
  await tauri.protect("passphrase", "old words", "new words");
  await tauri.presence(true);
  await tauri.locking();
  await tauri.setLocking(5);
  await tauri.makeBackup("words");
  await tauri.chooseBackup();
  await tauri.inspectBackup("words");
  await tauri.restoreBackup("words");
  await tauri.backupReminder();
  await tauri.setBackupReminder(null);
  await tauri.exportEverything();
  await tauri.check();
  await tauri.repair(null);
  await tauri.loss();
  await tauri.erase();
  await tauri.wallets();
  await tauri.addWallet("Anna");
  await tauri.switchWallet("");
  await tauri.browse(SOUGHT);
  await tauri.find(SOUGHT);
  await tauri.overview();
  await tauri.credential("r1");
  await tauri.exportOriginal("r1");
  await tauri.remove("r1");
  await tauri.removeAll(["r1", "r2"]);
  await tauri.archive(["r1"], true);
  await tauri.gather("Porto", ["r1"]);
  await tauri.scatter("Porto", ["r1"]);
  await tauri.renameCollection("Porto", "Braga");
  await tauri.dissolve("Braga");
  await tauri.writeNote("r1", "ask");
  await tauri.keeping("r1");
  await tauri.history(7);
  await tauri.eraseHistory();
  await tauri.declared();
  await tauri.declare(null, NOTHING);
  await tauri.withdrawDeclared("i1");
  await tauri.detach("i1", "ab12");
  await tauri.saveAttached("i1", "ab12");
  await tauri.offerPack("g1");
  await tauri.previewPack(PACK);
  await tauri.savePack(PACK);
  await tauri.savePackPaper(PACK);
  await tauri.packs();
  await tauri.recheck("r1");
  await tauri.chooseFolder();
  await tauri.importOfLot(3, 7);
  await tauri.closeLot(3);
  await tauri.trustLists();
  await tauri.trustList("l1");
  await tauri.switchTrustList("l1", false);
  await tauri.removeTrustList("l1");
  await tauri.labels();
  await tauri.removeLabels("fi");
  await tauri.goals(false);
  await tauri.goal("g1", ASKED);
  await tauri.choose("g1", "field", null);
  await tauri.removeGoal("g1");
  await tauri.saveReport("g1", ASKED, "html");
  await tauri.addDecision(DECISION);
  await tauri.switchDecision("d1", true);
  await tauri.removeDecision("d1");
  await tauri.skills(["c1", "c2"], true);
  expect(invoke.mock.calls).toEqual([
    ["wallet_state"],
    ["create_wallet", { protection: "passphrase", passphrase: "a long passphrase" }],
    ["unlock_wallet", { passphrase: null }],
    ["lock_wallet"],
    ["open_samples"],
    ["leave_samples"],
    ["protect_wallet", { protection: "passphrase", current: "old words", next: "new words" }],
    ["note_presence", { active: true }],
    ["show_locking"],
    ["set_locking", { afterMinutes: 5 }],
    ["make_backup", { passphrase: "words" }],
    ["choose_backup"],
    ["inspect_backup", { passphrase: "words" }],
    ["restore_backup", { passphrase: "words" }],
    ["show_backup_reminder"],
    ["set_backup_reminder", { everyDays: null }],
    ["export_everything"],
    ["check_wallet"],
    ["repair_wallet", { passphrase: null }],
    ["tell_loss"],
    ["erase_wallet"],
    ["list_wallets"],
    ["add_wallet", { name: "Anna" }],
    ["switch_wallet", { name: "" }],
    ["browse_credentials", { sought: SOUGHT }],
    ["find_credentials", { sought: SOUGHT }],
    ["show_overview"],
    ["show_credential", { record: "r1" }],
    ["export_original", { record: "r1" }],
    ["delete_credential", { record: "r1" }],
    ["delete_credentials", { records: ["r1", "r2"] }],
    ["archive_credentials", { records: ["r1"], away: true }],
    ["gather_credentials", { collection: "Porto", records: ["r1"] }],
    ["scatter_credentials", { collection: "Porto", records: ["r1"] }],
    ["rename_collection", { collection: "Porto", name: "Braga" }],
    ["dissolve_collection", { collection: "Braga" }],
    ["write_note", { record: "r1", text: "ask" }],
    ["show_keeping", { record: "r1" }],
    ["show_history", { before: 7 }],
    ["erase_history"],
    ["list_declared"],
    ["declare_item", { id: null, item: NOTHING }],
    ["withdraw_declared", { id: "i1" }],
    ["detach_file", { id: "i1", sha256: "ab12" }],
    ["save_attached", { id: "i1", sha256: "ab12" }],
    ["offer_pack", { goal: "g1" }],
    ["preview_pack", { request: PACK }],
    ["save_pack", { request: PACK }],
    ["save_pack_paper", { request: PACK }],
    ["list_packs"],
    ["recheck_credential", { record: "r1" }],
    ["choose_folder"],
    ["import_of_lot", { lot: 3, place: 7 }],
    ["close_lot", { lot: 3 }],
    ["list_trust_lists"],
    ["show_trust_list", { id: "l1" }],
    ["switch_trust_list", { id: "l1", inUse: false }],
    ["remove_trust_list", { id: "l1" }],
    ["list_labels"],
    ["remove_labels", { language: "fi" }],
    ["list_goals", { countUnrecognised: false }],
    ["show_goal", { id: "g1", asked: ASKED }],
    ["choose_in_goal", { id: "g1", condition: "field", target: null }],
    ["remove_goal", { id: "g1" }],
    ["save_goal_report", { id: "g1", asked: ASKED, format: "html" }],
    ["add_decision", { decision: DECISION }],
    ["switch_decision", { id: "d1", enabled: true }],
    ["remove_decision", { id: "d1" }],
    ["show_skills", { cards: ["c1", "c2"], countUnrecognised: true }],
  ]);
});

test("bytes travel as they are, and their name in ASCII", async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  await tauri.importBytes("työ 1.json", bytes);
  await tauri.addGoal("työ 1.json", bytes);
  await tauri.openArchive(bytes);
  await tauri.addTrustList("työ 1.json", bytes, null);
  await tauri.addTrustList("työ 1.json", bytes, "ab12");
  await tauri.addLabels("työ 1.json", bytes, null);
  await tauri.addLabels("työ 1.json", bytes, "fi");
  await tauri.attach("i1", "työ 1.json", bytes);
  const headers = { name: "ty%C3%B6%201.json" };
  expect(invoke.mock.calls).toEqual([
    ["import_bytes", bytes, { headers }],
    ["add_goal", bytes, { headers }],
    ["open_archive", bytes],
    ["add_trust_list", bytes, { headers }],
    ["add_trust_list", bytes, { headers: { ...headers, signer: "ab12" } }],
    ["add_labels", bytes, { headers }],
    ["add_labels", bytes, { headers: { ...headers, language: "fi" } }],
    ["attach_file", bytes, { headers: { ...headers, item: "i1" } }],
  ]);
});

test.each([
  [{ code: "wallet_locked", detail: { a: "b" } }, { code: "wallet_locked", detail: { a: "b" } }],
  [{ code: "wallet_locked" }, { code: "wallet_locked", detail: {} }],
  [{ code: 7 }, { code: "internal", detail: {} }],
  [new Error("not a fault"), { code: "internal", detail: {} }],
  ["text", { code: "internal", detail: {} }],
  [null, { code: "internal", detail: {} }],
])("%j is the fault %j", (reason, fault) => {
  expect(asFault(reason)).toEqual(fault);
});
