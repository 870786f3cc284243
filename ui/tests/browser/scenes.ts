import type { Page } from "playwright-core";

import { MOCK_PASSPHRASE } from "../../src/backend/mock/passphrase";
import { give, PNG } from "./page";

/** A page as somebody comes to see it. */
export type Scene = {
  readonly name: string;
  readonly at: string;
  readonly act?: (page: Page) => Promise<void>;
  /** The picture shows the page from top to bottom. */
  readonly whole?: boolean;
};

/** What a learner keeps, and what it adds up to. */
export const KEEPING: readonly Scene[] = [
  { name: "welcome", at: "/" },
  {
    name: "welcome-passphrase",
    at: "/?keychain=no",
    act: async (page) => {
      await page.getByLabel("Passphrase", { exact: true }).fill("too short");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByText("3 characters more are needed.").waitFor();
    },
  },
  {
    name: "unlock",
    at: "/?start=locked",
    act: async (page) => {
      await page.getByLabel("Passphrase", { exact: true }).fill("guess");
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await page.locator(".error").waitFor();
    },
  },
  { name: "wallet", at: "/?start=open" },
  { name: "wallet-empty", at: "/?start=empty" },
  {
    name: "wallet-search",
    at: "/?start=open",
    act: async (page) => {
      await page.getByRole("searchbox").fill("nothing like it");
      await page.getByRole("button", { name: "Clear the search" }).waitFor();
    },
  },
  {
    name: "wallet-samples",
    at: "/",
    act: async (page) => {
      await page.getByRole("button", { name: "Look around with sample credentials" }).click();
      await page.getByText("Sample wallet").waitFor();
    },
  },
  {
    name: "wallet-choosing",
    at: "/?start=open",
    act: async (page) => {
      await gatherTwo(page);
      await page.getByLabel("Name of the new collection").waitFor();
    },
  },
  {
    name: "wallet-collection",
    at: "/?start=open",
    act: async (page) => {
      await gatherTwo(page);
      await page.getByLabel("Name of the new collection").fill("For the school in Porto");
      await page.getByRole("button", { name: "Put in", exact: true }).click();
      await page.getByRole("combobox", { name: "Show" }).selectOption("For the school in Porto (2)");
      await page.getByRole("button", { name: "Rename the collection" }).waitFor();
    },
  },
  {
    name: "wallet-archive-empty",
    at: "/?start=open",
    act: async (page) => {
      await page.getByRole("combobox", { name: "Show" }).selectOption("Archive (0)");
      await page.getByText("The archive is empty").waitFor();
    },
  },
  {
    name: "wallet-years",
    at: "/?start=open",
    act: async (page) => {
      await page.getByRole("radio", { name: "Year" }).check();
      await page.getByRole("heading", { level: 2, name: "2026" }).waitFor();
    },
  },
  {
    name: "wallet-many",
    at: "/?start=open&many=100000",
    act: async (page) => {
      await page.getByRole("radio", { name: "No groups" }).check();
      await page.getByText("100,000 credentials").first().waitFor();
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
      await page.waitForFunction(() => Number(document.querySelector(".item")?.closest("li")?.ariaPosInSet) > 1000);
    },
  },
  { name: "credential", at: "/?start=open#/credential/battery-industry" },
  { name: "credential-unrecognised", at: "/?start=open#/credential/data-sheets" },
  { name: "credential-undetermined", at: "/?start=open#/credential/dismantling" },
  { name: "credential-invalid", at: "/?start=open#/credential/lithium-cells" },
  { name: "credential-badge", at: "/?start=open#/credential/cell-assembly", whole: true },
  { name: "credential-unsigned", at: "/?start=open#/credential/battery-labels", whole: true },
  { name: "credential-plain", at: "/?start=open#/credential/crane-driver", whole: true },
  { name: "credential-record", at: "/?start=open#/credential/learner-record", whole: true },
  { name: "credential-shown", at: "/?start=open#/credential/shown", whole: true },
  {
    name: "credential-proof",
    at: "/?start=open#/credential/cell-assembly",
    act: async (page) => {
      await page.getByText("Raw data").click();
      await page.getByText("eddsa-rdfc-2022", { exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "credential-raw",
    at: "/?start=open#/credential/high-voltage",
    act: async (page) => {
      await page.getByText("Raw data").click();
      await page.getByRole("region", { name: "The original file as text" }).waitFor();
    },
  },
  {
    name: "credential-delete",
    at: "/?start=open#/credential/battery-industry",
    act: async (page) => {
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  { name: "credential-gone", at: "/?start=open#/credential/none" },
  { name: "goals", at: "/?start=open#/goals", act: (page) => page.locator(".aim").first().waitFor() },
  {
    name: "endings",
    at: "/?start=open&endings=more#/endings",
    act: (page) => page.getByText("and no longer after it").waitFor(),
    whole: true,
  },
  { name: "endings-empty", at: "/?start=empty#/endings", act: (page) => page.getByText("Nothing ends soon.").waitFor() },
  { name: "evidence", at: "/?start=open#/evidence", act: (page) => page.getByText("Files take").waitFor(), whole: true },
  { name: "evidence-empty", at: "/?start=empty#/evidence", act: (page) => page.getByText("Nothing here yet").waitFor() },
  {
    name: "evidence-form",
    at: "/?start=open#/evidence",
    act: async (page) => {
      await page.getByRole("button", { name: "Add evidence" }).click();
      await page.getByRole("button", { name: "Keep it" }).click();
      await page.getByText("Give it a name").waitFor();
    },
    whole: true,
  },
  {
    name: "pack",
    at: "/?start=open#/pack/vehicle-sector",
    act: async (page) => {
      await page.getByRole("textbox", { name: "Your name" }).fill("Aino Virtanen");
      await page.getByRole("textbox", { name: "For whom it is" }).fill("Saarenranta Vocational College");
      await page.getByRole("button", { name: "See what goes out" }).click();
      await page.getByRole("button", { name: "Save the folder" }).click();
      await page.getByText("The pack is in the folder").waitFor();
      await page.getByText("The pack names 1 of 2 things").click();
    },
    whole: true,
  },
  { name: "goals-empty", at: "/?start=empty#/goals", act: (page) => page.getByText("Nothing to count yet").waitFor() },
  {
    name: "goals-added",
    at: "/?start=open#/goals",
    act: async (page) => {
      await page.locator(".aim").first().waitFor();
      await give(page, "rules.json", JSON.stringify({ id: "battery-2027", title: "Battery technician", rakenne: {} }));
      await page.getByText("2 things in the file could not be counted with.").waitFor();
    },
  },
  {
    name: "goals-refused",
    at: "/?start=open#/goals",
    act: async (page) => {
      await page.locator(".aim").first().waitFor();
      await give(page, "rules.json", "{}");
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "goal", at: "/?start=open#/goal/vehicle-sector", act: (page) => page.locator(".tile").first().waitFor(), whole: true },
  {
    name: "goal-why",
    at: "/?start=open#/goal/vehicle-sector",
    act: async (page) => {
      await page.getByRole("button", { name: "Working in the battery industry, 15 points, filled, added this week" }).click();
      await page.getByRole("dialog", { name: "Working in the battery industry" }).waitFor();
    },
  },
  {
    name: "goal-missing",
    at: "/?start=open#/goal/vehicle-sector",
    act: async (page) => {
      await page.getByRole("button", { name: "Any unit, 5 points, missing, with a choice" }).click();
      await page.getByRole("dialog", { name: "Any unit" }).waitFor();
    },
  },
  {
    name: "goal-what-if",
    at: "/?start=open#/goal/vehicle-sector",
    act: async (page) => {
      await page.getByRole("button", { name: "Repairing a car, 45 points, missing" }).click();
      await page.getByRole("button", { name: "Try as if you had it" }).click();
      await page.getByText("of 180 points would meet the rules", { exact: true }).waitFor();
    },
    whole: true,
  },
  { name: "goal-many", at: "/?start=open#/goal/ship-engineer", act: (page) => page.locator(".tile").first().waitFor() },
  { name: "goal-card", at: "/?start=open#/goal/operator", act: (page) => page.locator(".tile").first().waitFor() },
  {
    name: "goal-decision",
    at: "/?start=open#/goal/vehicle-sector",
    act: async (page) => {
      await page.getByText("Enter a decision").click();
      await page.getByRole("button", { name: "Keep the decision" }).click();
      await page.locator(".error").first().waitFor();
    },
  },
  { name: "goal-gone", at: "/?start=open#/goal/none", act: (page) => page.getByRole("alert").waitFor() },
  {
    name: "skills",
    at: "/?start=open#/skills",
    act: async (page) => {
      await page.getByRole("checkbox", { name: "Choose Battery dismantler" }).check();
      await page.getByRole("checkbox", { name: "Choose Cell production operator" }).check();
      await page.getByText("Battery dismantler").first().click();
      await page.getByText("What they share: 2 skills").waitFor();
    },
    whole: true,
  },
  { name: "skills-empty", at: "/?start=empty#/skills", act: (page) => page.getByText("No skills yet").waitFor() },
  {
    name: "settings",
    at: "/?start=open#/settings",
    act: async (page) => {
      await page.getByText("2 entries in force").click();
      await page.getByText("Rannikko Academy").waitFor();
    },
    whole: true,
  },
  {
    name: "settings-keeping",
    at: "/?start=open#/settings",
    act: async (page) => {
      const backup = page.getByRole("region", { name: "Backup" });
      await backup.getByRole("button", { name: "Back up now" }).click();
      await backup.getByLabel("Passphrase", { exact: true }).fill("too short");
      await backup.getByRole("button", { name: "Choose where to keep it" }).click();
      await backup.getByText("3 characters more are needed.").waitFor();
      await backup.getByRole("button", { name: "Choose a backup" }).click();
      await backup.getByLabel("Passphrase of the backup").waitFor();
      await page.getByRole("region", { name: "Lock" }).getByRole("button", { name: "Change" }).click();
    },
    whole: true,
  },
  {
    name: "settings-erase",
    at: "/?start=open#/settings/erase",
    act: async (page) => {
      await page.getByRole("button", { name: "Erase the wallet …" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "settings-keys",
    at: "/?start=open#/settings/keys",
    act: async (page) => {
      const keys = page.getByRole("region", { name: "Your keys" });
      await keys.getByText("One credential belongs to it:").waitFor();
      await keys.getByText("What others may see of it").first().click();
      await keys.getByText("Address (did:key)").first().waitFor();
    },
  },
  {
    name: "settings-wallets",
    at: "/?start=open#/settings/wallets",
    act: async (page) => {
      await page.getByRole("button", { name: "Add a wallet" }).click();
      await page.getByLabel("Name of the new wallet").fill("a/b");
      await page.getByRole("button", { name: "Make it" }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "settings-care",
    at: "/?start=open&damaged=parts#/settings/care",
    act: async (page) => {
      await page.getByRole("button", { name: "Check now" }).click();
      await page.getByText("3 things in this wallet are damaged:").waitFor();
    },
  },
  {
    name: "settings-repaired",
    at: "/?start=open&damaged=parts#/settings/care",
    act: async (page) => {
      await page.getByRole("button", { name: "Check now" }).click();
      await page.getByLabel("Your passphrase now").fill(MOCK_PASSPHRASE);
      await page.getByRole("button", { name: "Repair the wallet" }).click();
      await page.getByText("The wallet is repaired").waitFor();
    },
  },
  {
    name: "unlock-damaged",
    at: "/?start=locked&damaged=at-all",
    act: async (page) => {
      await page.getByLabel("Passphrase", { exact: true }).fill(MOCK_PASSPHRASE);
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "clock-behind", at: "/?start=open&clock=behind" },
  { name: "settings-empty", at: "/?start=empty#/settings", act: (page) => page.getByText("You have no trust list").waitFor() },
  {
    name: "settings-signer",
    at: "/?start=open#/settings",
    act: async (page) => {
      await give(page, "EE.xml", "<TrustServiceStatusList/>", "#settings-trust input[type=file]");
      await page.getByText("Do you know who signed this list?").waitFor();
    },
    whole: true,
  },
  {
    name: "settings-refused",
    at: "/?start=open#/settings",
    act: async (page) => {
      await give(page, "photo.png", PNG, "#settings-trust input[type=file]");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "settings-labels",
    at: "/?start=open#/settings/labels",
    act: async (page) => {
      const labels = page.getByRole("region", { name: "Languages of skills" });
      const choose = (name: string, text: string) =>
        labels.locator("input[type=file]").setInputFiles([{ name, mimeType: "text/csv", buffer: Buffer.from(text) }]);
      await choose("skills_sv.csv", "conceptUri,preferredLabel\na,b\n");
      await labels.getByText("one name in Swedish").waitFor();
      await choose("skills.csv", "conceptUri,preferredLabel\na,b\n");
      await labels.getByLabel("Which language is “skills.csv” in?").waitFor();
    },
  },
  {
    name: "settings-labels-refused",
    at: "/?start=open#/settings/labels",
    act: async (page) => {
      const labels = page.getByRole("region", { name: "Languages of skills" });
      await labels
        .locator("input[type=file]")
        .setInputFiles([{ name: "photo_fi.png", mimeType: "image/png", buffer: Buffer.from([0x89]) }]);
      await labels.getByRole("alert").waitFor();
    },
  },
];

/** Chooses two credentials in the list, and asks which collection they go into. */
async function gatherTwo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Choose several" }).click();
  await page.getByRole("checkbox").nth(1).check();
  await page.getByRole("checkbox").nth(2).check();
  await page.getByRole("button", { name: "Add to collection" }).click();
}
