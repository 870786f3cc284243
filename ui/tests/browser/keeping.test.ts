import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";

import { MOCK_PASSPHRASE } from "../../src/backend/mock/passphrase";
import { complaints, focused, LOOK, sharedStage, tabTo } from "./page";

const NEW = "quite another passphrase";

let page: Page;
const stage = sharedStage();

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

test("a new wallet has a lock of its own, and the way back to the first is in sight", async () => {
  page = await stage.page("/?start=open#/settings/wallets", LOOK);
  const wallets = section("Wallets");
  await wallets.getByText("~/.local/share/tessera/wallets/Night school").waitFor();
  await wallets.getByRole("button", { name: "Add a wallet" }).click();
  await wallets.getByLabel("Name of the new wallet").fill("Night school");
  await wallets.getByRole("button", { name: "Make it" }).click();
  await wallets.getByRole("alert").getByText("There is a wallet “Night school” already").waitFor();
  await wallets.getByLabel("Name of the new wallet").fill("Anna");
  await wallets.getByRole("button", { name: "Make it" }).click();
  await page.getByText("How should this wallet be locked?").waitFor();
  await page.getByText("It will be kept in ~/.local/share/tessera/wallets/Anna.").waitFor();
  await page.getByRole("button", { name: "Open First wallet" }).click();
  await page.getByText("It is kept encrypted in ~/.local/share/tessera/wallet.").waitFor();
  expect(complaints(page)).toEqual([]);
});

test("another wallet is opened with its own passphrase, and nothing typed for one is left for the next", async () => {
  page = await stage.page("/?start=open#/settings/wallets", LOOK);
  await page.getByRole("button", { name: "Open Night school" }).click();
  await page.getByLabel("Passphrase", { exact: true }).fill("typed for Night school");
  await page.getByRole("button", { name: "Open First wallet" }).click();
  await page.getByText("It is kept encrypted in ~/.local/share/tessera/wallet.").waitFor();
  expect(await page.getByLabel("Passphrase", { exact: true }).inputValue()).toBe("");
  expect(await focused(page)).toBe("Open your wallet");
  await page.getByLabel("Passphrase", { exact: true }).fill(MOCK_PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Wallet" }).waitFor();
});

test("a whole wallet is told to be well", async () => {
  page = await stage.page("/?start=open#/settings/care", LOOK);
  await section("Check and repair").getByRole("button", { name: "Check now" }).click();
  await section("Check and repair").getByText("All is well").waitFor();
  expect(await section("Check and repair").getByRole("button", { name: "Repair the wallet" }).count()).toBe(0);
});

test("what is damaged is named, and repaired with the passphrase; what is lost is said", async () => {
  page = await stage.page("/?start=open&damaged=parts#/settings/care", LOOK);
  const care = section("Check and repair");
  await care.getByRole("button", { name: "Check now" }).click();
  await care.getByText("3 things in this wallet are damaged:").waitFor();
  await care.getByText("Handling lithium cells").waitFor();
  await care.getByRole("button", { name: "Repair the wallet" }).click();
  await care.getByText("Type your passphrase first.").waitFor();
  await care.getByLabel("Your passphrase now").fill("a wrong passphrase");
  await care.getByRole("button", { name: "Repair the wallet" }).click();
  await care.getByRole("alert").getByText("This is not the passphrase").waitFor();
  await care.getByText("Handling lithium cells").waitFor();
  await care.getByLabel("Your passphrase now").fill(MOCK_PASSPHRASE);
  await care.getByRole("button", { name: "Repair the wallet" }).click();
  await care.getByText("1 credential is lost:").waitFor();
  await care.getByText("The damaged file is kept as wallet.db.damaged-1 in ~/.local/share/tessera/wallet.").waitFor();
  await care.getByRole("button", { name: "Check now" }).click();
  await care.getByText("All is well").waitFor();
  expect(complaints(page)).toEqual([]);
});

test("a wallet too damaged to open is repaired where it is opened", async () => {
  page = await stage.page("/?start=locked&damaged=at-all", LOOK);
  await page.getByLabel("Passphrase", { exact: true }).fill(MOCK_PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("The wallet is damaged").waitFor();
  await page.getByRole("button", { name: "Repair the wallet" }).click();
  await page.getByText("The wallet is repaired").waitFor();
  await page.getByRole("button", { name: "Go to the wallet" }).click();
  await page.getByRole("heading", { level: 1, name: "Wallet" }).waitFor();
});

test("a slow clock is told on every screen", async () => {
  page = await stage.page("/?start=open&clock=behind", LOOK);
  await page.getByText("The clock of this computer seems to be slow").waitFor();
  await page.getByText("This wallet was last used on 3 February 2027 at 11:30").waitFor();
});

test("the samples have nothing to back up, lock or erase", async () => {
  page = await stage.page("/", LOOK);
  await page.getByRole("button", { name: "Look around with sample credentials" }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await section("Network").waitFor();
  expect(await page.locator(".index a").allInnerTexts()).toEqual(["Who you trust", "History", "Network", "Appearance"]);
});

test("a key is made and forgotten with the keyboard alone, and one that is needed stays", async () => {
  page = await stage.page("/?start=open#/settings/keys", LOOK);
  const keys = page.getByRole("region", { name: "Your keys" });
  await keys.getByText("One credential belongs to it:").waitFor();
  expect(await keys.getByRole("button", { name: "Forget Your key for providers (Ed25519)" }).count()).toBe(0);
  await page.locator("#settings-keys-title").focus();
  await tabTo(page, /^Make this key ?P-256$/);
  await page.keyboard.press("Enter");
  await keys.getByText("The key was made. Give its address to your provider.").waitFor();
  await tabTo(page, /^Forget ?Your key for providers .P-256.$/);
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").getByText("cannot be shown as yours").waitFor();
  await page.getByRole("alertdialog").getByRole("button", { name: "Forget" }).click();
  await keys.getByText("The key was forgotten.").waitFor();
  expect(await keys.getByText("No credential in this wallet belongs to it yet.").count()).toBe(0);
  await keys.getByRole("button", { name: "Forget Akkutehdas Merikontu Oy" }).click();
  await page.getByRole("alertdialog").getByText("they meet a new key").waitFor();
  await page.getByRole("button", { name: "Keep it" }).click();
  await keys.getByRole("button", { name: "Forget Akkutehdas Merikontu Oy" }).waitFor();
});

test("a language is added by a file that is dropped, asked for where no name tells it, and removed", async () => {
  page = await stage.page("/?start=empty#/settings/labels", LOOK);
  const labels = page.getByRole("region", { name: "Languages of skills" });
  const drop = (name: string, on: string) =>
    page.evaluate(
      ({ name, on }) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["conceptUri,preferredLabel\na,b\nc,d\n"], name));
        document.querySelector(on)?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      { name, on },
    );
  await labels.getByText("You have added no language.").waitFor();
  await drop("skills_sv.csv", "body");
  await labels.getByText("Added: there are 2 names in Swedish now.").waitFor();
  await drop("names.txt", "#settings-labels h2");
  await labels.getByLabel("Which language is “names.txt” in?").waitFor();
  expect(await labels.getByRole("button", { name: "Add it", exact: true }).isDisabled()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
  await labels.getByLabel("Which language").selectOption("Finnish");
  await labels.getByRole("button", { name: "Add it", exact: true }).click();
  await labels.getByText("Added: there are 2 names in Finnish now.").waitFor();
  expect(await focused(page)).toBe("Languages of skills");
  await labels.getByRole("button", { name: "Remove Swedish" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await labels.getByText("Swedish was removed.").waitFor();
  expect(await labels.getByRole("listitem").allInnerTexts()).toEqual([expect.stringContaining("Finnish")]);
  // Nothing of it was taken for a trust list.
  await page.getByText("You have no trust list").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});
