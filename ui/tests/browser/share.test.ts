import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { complaints, LOOK, paste, sharedStage, tabTo } from "./page";

let page: Page;
const stage = sharedStage();

test("a credential is shown to somebody, written down, and forgotten", async () => {
  page = await stage.page("/?start=open#/credential/cell-assembly", LOOK);
  await page.locator("main").getByRole("link", { name: "Share" }).click();
  await page.getByRole("heading", { name: "They will see" }).waitFor();
  await page.getByLabel("For whom").fill("Akkutehdas Merikontu Oy");
  await page.getByLabel("For whom").blur();
  await page.getByText("Nothing has left your wallet yet.").waitFor();
  await page.getByRole("button", { name: "Make the proof" }).click();
  await page.getByRole("img", { name: /^A code for a camera/ }).waitFor();
  expect(await page.getByRole("timer").innerText()).toBe("2:00");
  await page.getByRole("button", { name: "Save as file" }).click();
  await page.getByText("Saved as proof.json.").waitFor();
  await page.getByText("What you have shown").click();
  await page.getByText("To Akkutehdas Merikontu Oy, today at 09:12.").waitFor();
  await page.getByRole("button", { name: /^Forget today/ }).click();
  await page.getByText("What you have shown").waitFor({ state: "detached" });
  expect(complaints(page)).toEqual([]);
});

test("several are chosen with the keyboard alone, and a change takes the proof away", async () => {
  page = await stage.page("/?start=open#/share", LOOK);
  await page.getByText("What do you want to show?").waitFor();
  await page.getByRole("checkbox").nth(0).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await tabTo(page, "Go on with 2 credentials");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "They will not see" }).waitFor();
  await tabTo(page, "Make the proof");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Your proof" }).waitFor();
  await page.getByLabel("Fresh for").selectOption("1 hour");
  await page.getByRole("button", { name: "Make the proof" }).waitFor();
});

test("a code that is too much for one picture holds still when motion is off", async () => {
  page = await stage.page("/?start=open#/share/battery-industry", LOOK);
  await page.getByRole("button", { name: "Make the proof" }).click();
  await page.getByText("Code 1 of 24").waitFor();
  await page.getByRole("button", { name: "Next code" }).click();
  await page.getByText("Code 2 of 24").waitFor();
  await page.getByText("It does not run out.").first().waitFor();
});

/** The link with which the desk asks for something. */
async function asks(name: string, wanted: string): Promise<string> {
  page = await stage.page("/?start=open#/verify", LOOK);
  await page.getByLabel("Who asks (they see this name)").fill(name);
  await page.getByLabel("What do you need to see?").fill(wanted);
  await page.getByRole("button", { name: "Give a code" }).click();
  await page.getByRole("img", { name: /^A code for the wallet/ }).waitFor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy as link" }).click();
  await page.getByText("Copied.").waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("what an employer asks is filled in, and what fits is chosen, before anything is shown", async () => {
  const link = await asks("Akkutehdas Merikontu Oy", "cell assembly operator\na licence to fly");
  await page.evaluate(() => (location.hash = "#/share"));
  await page.getByText("Were you asked for something?").waitFor();
  await paste(page, "tessera:#1123");
  await page.getByRole("alert").getByText("Pasted text shows something, and asks for nothing").waitFor();
  await paste(page, link);
  await page.getByText("“Akkutehdas Merikontu Oy” asks.").waitFor();
  await page.getByText("You show “Cell assembly operator”.").waitFor();
  await page.getByText("Nothing in your wallet has all of these words.").waitFor();
  expect(await page.getByLabel("For whom").inputValue()).toBe("Akkutehdas Merikontu Oy");
  expect(await page.getByLabel("Did they give you a code?").inputValue()).toBe("K7M2-9QXR");
  await page.getByText("The proof will answer their code").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  await page.getByRole("button", { name: "Do not answer" }).click();
  expect(await page.getByLabel("For whom").inputValue()).toBe("");
  expect(complaints(page)).toEqual([]);
});

test("what was chosen before is kept, and what fits is added by hand", async () => {
  const link = await asks("", "battery labels");
  await page.evaluate(() => (location.hash = "#/share/cell-assembly"));
  await page.getByRole("heading", { name: "They will see" }).waitFor();
  await paste(page, link);
  await page.getByText("They do not say who asks.").waitFor();
  await page.getByRole("button", { name: /^Show it/ }).click();
  await page.getByText("You show “Reading battery labels”.").waitFor();
  await page.locator("h3").nth(1).waitFor();
});

test("what asks for a proof is told at the desk from what is one", async () => {
  const link = await asks("", "");
  await paste(page, link);
  await page.getByRole("alert").getByText("Pasted text asks for a proof, and is none").waitFor();
});
