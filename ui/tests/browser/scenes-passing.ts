import type { Page } from "playwright-core";

import { requestLink } from "../../src/backend/mock/inquiry";
import { fileOf, give, PNG } from "./page";
import type { Scene } from "./scenes";

/** What goes out and what comes in: shown, brought to Europass, checked, added. */
export const PASSING: readonly Scene[] = [
  { name: "share", at: "/?start=open#/share", act: (page) => page.getByText("What do you want to show?").waitFor() },
  { name: "europass", at: "/?start=open#/europass", act: (page) => page.getByText("What do you want to bring").waitFor() },
  {
    name: "europass-person",
    at: "/?start=open#/europass/battery-industry%2Ccell-assembly%2Cdismantling",
    act: async (page) => {
      await ownerNamed(page);
      await page.getByRole("textbox", { name: "E-mail address" }).fill("aino at example");
      await page.getByRole("button", { name: "Save the CV file" }).click();
      await page.getByText("This is no e-mail address.").waitFor();
    },
    whole: true,
  },
  {
    name: "credential-accredited",
    at: "/?start=open#/credential/battery-passport",
    act: (page) => page.getByText("The level of this award is not among those that it covers.").waitFor(),
    whole: true,
  },
  {
    name: "credential-finnish",
    at: "/?start=open#/credential/battery-industry",
    act: async (page) => {
      await page.getByRole("combobox", { name: "Read it in" }).selectOption("Finnish");
      await page.getByRole("heading", { name: "Työskentely akkualalla", level: 1 }).waitFor();
      await page.getByText("What is not there in Finnish is shown in another language.").waitFor();
    },
  },
  {
    name: "europass-kept",
    at: "/?start=open#/europass/battery-industry",
    act: async (page) => {
      await ownerNamed(page);
      await page.getByRole("button", { name: "Save the CV file" }).click();
      await page.getByText("Saved as “europass-cv.xml”.").waitFor();
    },
    whole: true,
  },
  {
    name: "compare",
    at: "/?start=open#/compare/battery-industry%2Cbattery-passport",
    act: (page) => page.getByText("said by one only").waitFor(),
    whole: true,
  },
  { name: "compare-none", at: "/?start=open#/compare", act: (page) => page.getByText("Choose two credentials").waitFor() },
  { name: "share-empty", at: "/?start=empty#/share", act: (page) => page.getByText("Nothing to show yet").waitFor() },
  {
    name: "share-frames",
    at: "/?start=open#/share/battery-industry",
    act: async (page) => {
      await page.getByLabel("For whom").fill("Akkutehdas Merikontu Oy");
      await page.getByRole("button", { name: "Make the proof" }).click();
      await page.getByText("so 24 are shown in a loop").waitFor();
    },
    whole: true,
  },
  {
    name: "share-badge",
    at: "/?start=open#/share/cell-assembly",
    act: async (page) => {
      await page.getByLabel("For whom").fill("Akkutehdas Merikontu Oy");
      await page.getByLabel("For whom").blur();
      await page.getByRole("button", { name: "Make the proof" }).click();
      await page.getByRole("timer").waitFor();
      await page.getByText("What you have shown").click();
    },
    whole: true,
  },
  {
    name: "share-asked",
    at: "/?start=open#/share",
    act: async (page) => {
      await page.getByText("Were you asked for something?").waitFor();
      const asked = { code: "K7M2-9QXR", audience: "Akkutehdas Merikontu Oy", wanted: ["cell assembly operator", "A licence to fly"], until: "2026-11-22T07:22:00Z" };
      await give(page, "asked.txt", requestLink(asked), "section.share__asked input[type=file]");
      await page.getByText("You show “Cell assembly operator”.").waitFor();
      await page.getByRole("heading", { name: "They will see" }).waitFor();
    },
    whole: true,
  },
  {
    name: "verify-ask",
    at: "/?start=open#/verify",
    act: async (page) => {
      await page.getByLabel("Who asks (they see this name)").fill("Akkutehdas Merikontu Oy");
      await page.getByLabel("What do you need to see?").fill("Cell assembly operator\nA licence to fly");
      await page.getByRole("button", { name: "Give a code" }).click();
      await page.getByRole("img", { name: /^A code for the wallet/ }).waitFor();
    },
    whole: true,
  },
  { name: "verify", at: "/?start=open#/verify" },
  {
    name: "verify-matched",
    at: "/?start=open#/verify",
    act: async (page) => {
      await page.getByLabel("Goal", { exact: true }).selectOption({ label: "Cell production operator (Example)" });
      await show(page, "battery-industry.png");
      await page.getByText("Toward “Cell production operator”").waitFor();
    },
    whole: true,
  },
  { name: "verify-no-wallet", at: "/#/verify" },
  { name: "verify-verified", at: "/?start=open#/verify", act: (page) => show(page, "high-voltage.png"), whole: true },
  { name: "verify-invalid", at: "/?start=open#/verify", act: (page) => show(page, "lithium-cells.png"), whole: true },
  { name: "verify-shown", at: "/?start=open#/verify", act: (page) => show(page, "shown.png"), whole: true },
  { name: "verify-in-part", at: "/?start=locked#/verify", act: (page) => show(page, "crane-driver.png"), whole: true },
  {
    name: "verify-frames",
    at: "/?start=open#/verify",
    act: async (page) => {
      await page.locator(".desk__drop input[type=file]").setInputFiles(["photo-1.png", "frame-2.png"].map((name) => fileOf(name, PNG)));
      await page.getByText("2 of about 6 codes read.").waitFor();
      await page.getByRole("alert").getByText("There is no code in “photo-1.png”").waitFor();
    },
  },
  {
    name: "verify-table",
    at: "/?start=open#/verify",
    act: async (page) => {
      await page.getByRole("button", { name: "Choose a folder" }).click();
      await page.getByText("Checked here").waitFor();
      await page.getByLabel("Goal", { exact: true }).selectOption({ label: "Cell production operator (Example)" });
      await page.getByRole("button", { name: "All (10)" }).click();
      await page.getByRole("heading", { name: "Everybody’s proofs" }).waitFor();
    },
    whole: true,
  },
  { name: "add", at: "/?start=open#/add" },
  {
    name: "add-list",
    at: "/?start=open#/add",
    act: async (page) => {
      await give(page, "badges.json", '[{"proof":{}},{"no":"credential"},{"proof":{}}]');
      await page.getByRole("alert").getByText("One entry of “badges.json”").waitFor();
    },
  },
  {
    name: "add-results",
    at: "/?start=open#/add",
    act: async (page) => {
      await page
        .locator("input[type=file]")
        .setInputFiles([fileOf("badge.jsonld", '{"payload":"{}"}'), fileOf("photo-0412.png", PNG)]);
      await page.getByRole("alert").waitFor();
      await page.getByText("Go to the wallet").waitFor();
    },
  },
];

/** Shows a picture of this name at the desk. */
async function show(page: Page, name: string): Promise<void> {
  await give(page, name, PNG, ".desk__drop input[type=file]");
  await page.getByRole("heading", { name: "How fresh" }).waitFor();
}

/** Says whose CV it is. */
async function ownerNamed(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Given names" }).fill("Aino");
  await page.getByRole("textbox", { name: "Family names" }).fill("Kivelahti");
}
