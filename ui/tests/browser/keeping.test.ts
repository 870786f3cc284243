import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { MOCK_PASSPHRASE } from "../../src/backend/mock/passphrase";
import { complaints, focused, Stage } from "./page";

const LOOK = { theme: "light", width: 1200, height: 800 } as const;
const NEW = "quite another passphrase";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => page.context().close());
afterAll(() => stage.close());

const section = (name: string): Locator => page.getByRole("region", { name, exact: true });

async function typeTwice(within: Locator, words: string): Promise<void> {
  await within.getByLabel("Passphrase", { exact: true }).fill(words);
  await within.getByLabel("The same passphrase again").fill(words);
}

test("a backup is made under a passphrase typed twice, and says what it holds", async () => {
  page = await stage.page("/?start=open#/settings/backup", LOOK);
  const backup = section("Backup");
  expect(await focused(page)).toBe("Backup");
  await backup.getByText("No backup yet").waitFor();
  await backup.getByText("14 credentials are in no backup.").waitFor();
  await backup.getByRole("button", { name: "Back up now" }).click();
  await typeTwice(backup, NEW);
  await backup.getByLabel("The same passphrase again").fill(`${NEW}!`);
  await backup.getByRole("button", { name: "Choose where to keep it" }).click();
  await backup.getByText("The two do not match.").waitFor();
  await typeTwice(backup, NEW);
  await backup.getByRole("button", { name: "Choose where to keep it" }).click();
  await backup.getByText("Saved as tessera-backup.age, with 14 credentials, and read back whole.").waitFor();
  await backup.getByText("0 credentials are in no backup.").waitFor();
  await backup.getByLabel("Remind me").selectOption("Never");
  expect(complaints(page)).toEqual([]);
});

test("a backup is read before it is restored, and a wrong passphrase is told", async () => {
  page = await stage.page("/?start=open#/settings/backup", LOOK);
  const backup = section("Backup");
  await backup.getByRole("button", { name: "Choose a backup" }).click();
  await backup.getByLabel("Passphrase of the backup").fill("a wrong passphrase");
  await backup.getByRole("button", { name: "Check it" }).click();
  await backup.getByRole("alert").waitFor();
  expect(await backup.getByRole("button", { name: "Restore it" }).count()).toBe(0);
  await backup.getByLabel("Passphrase of the backup").fill(MOCK_PASSPHRASE);
  await backup.getByRole("button", { name: "Check it" }).click();
  await backup.getByText("It is whole: 14 credentials").waitFor();
  await backup.getByRole("button", { name: "Restore it" }).click();
  await backup.getByText("0 credentials came back; 14 were here already.").waitFor();
});

test("everything can be taken along", async () => {
  page = await stage.page("/?start=open#/settings/backup", LOOK);
  await section("Backup").getByRole("button", { name: "Export everything" }).click();
  await section("Backup").getByText("14 credentials were written into tessera-export.").waitFor();
});

test("the passphrase is changed with the old one, and the new one opens", async () => {
  page = await stage.page("/?start=open#/settings/protect", LOOK);
  const lock = section("Lock");
  await lock.getByRole("button", { name: "Change" }).click();
  await lock.getByLabel("Your passphrase now").fill("a wrong passphrase");
  await typeTwice(lock, NEW);
  await lock.getByRole("button", { name: "Change the lock" }).click();
  await lock.getByRole("alert").getByText("This is not the passphrase").waitFor();
  await lock.getByLabel("Your passphrase now").fill(MOCK_PASSPHRASE);
  await lock.getByRole("button", { name: "Change the lock" }).click();
  await lock.getByText("The new passphrase opens this wallet from now on.").waitFor();
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByLabel("Passphrase", { exact: true }).fill(NEW);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Wallet" }).waitFor();
});

test("the wallet is erased after saying what is lost, with the focus on the safe answer", async () => {
  page = await stage.page("/?start=open#/settings/erase", LOOK);
  await page.getByRole("button", { name: "Erase the wallet …" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Erase this wallet for good?" });
  await dialog.getByText("14 credentials, and all goals").waitFor();
  await dialog.getByText("This wallet knows of no backup.").waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === "Keep the wallet");
  await dialog.getByRole("button", { name: "Erase it" }).click();
  await page.getByText("How should this wallet be locked?").waitFor();
});

test("the samples have nothing to back up, lock or erase", async () => {
  page = await stage.page("/", LOOK);
  await page.getByRole("button", { name: "Look around with sample credentials" }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await section("Network").waitFor();
  expect(await page.locator(".index a").allInnerTexts()).toEqual(["Who you trust", "History", "Network", "Appearance"]);
});
