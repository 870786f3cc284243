import { beforeEach, expect, test, vi } from "vitest";

import { asFault } from "../../src/backend/fault";
import { tauri } from "../../src/backend/tauri";

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
  await tauri.list("cell", "title");
  await tauri.credential("r1");
  await tauri.exportOriginal("r1");
  await tauri.remove("r1");
  await tauri.recheck("r1");
  expect(invoke.mock.calls).toEqual([
    ["wallet_state"],
    ["create_wallet", { protection: "passphrase", passphrase: "a long passphrase" }],
    ["unlock_wallet", { passphrase: null }],
    ["lock_wallet"],
    ["open_samples"],
    ["leave_samples"],
    ["list_credentials", { search: "cell", sort: "title" }],
    ["show_credential", { record: "r1" }],
    ["export_original", { record: "r1" }],
    ["delete_credential", { record: "r1" }],
    ["recheck_credential", { record: "r1" }],
  ]);
});

test("bytes travel as they are, and their name in ASCII", async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  await tauri.importBytes("työ 1.json", bytes);
  expect(invoke).toHaveBeenCalledWith("import_bytes", bytes, { headers: { name: "ty%C3%B6%201.json" } });
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
