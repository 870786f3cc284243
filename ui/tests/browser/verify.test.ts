import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { complaints, focused, LOOK, paste, sharedStage, Stage, tabTo } from "./page";

let page: Page;
const stage = sharedStage();

const status = () => page.locator("p.said[role=status]").innerText();

test("an employer without a wallet checks a proof, is told what it is worth, and goes back", async () => {
  page = await stage.page("/", LOOK);
  await page.getByRole("link", { name: "Check a proof that somebody shows you" }).click();
  await page.getByRole("heading", { level: 1, name: "Check a proof" }).waitFor();
  await page.getByText("No wallet, no trust lists").waitFor();
  await paste(page, "tessera:#1123");
  await page.getByRole("heading", { name: "Bound to whoever showed it" }).or(page.getByRole("heading", { name: "Not bound to the person" })).waitFor();
  await page.getByText("Shown 40 seconds ago.").waitFor();
  await page.getByText("A copy of it would be taken until today at 09:13, also from somebody else.").waitFor();
  expect(await status()).toMatch(/^(Verified|Not valid|Genuine|Could not)/);
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByText("How should this wallet be locked?").waitFor();
  expect(complaints(page)).toEqual([]);
});

test("what is no proof is told, and the next one is read", async () => {
  page = await stage.page("/?start=open#/verify", LOOK);
  await paste(page, "https://a.example/credential");
  await page.getByRole("alert").getByText("Pasted text holds only an address or a text").waitFor();
  await paste(page, "Dear Sir");
  await page.getByRole("alert").getByText("Pasted text is not a credential Tessera can read").waitFor();
  await paste(page, "tessera:#1123");
  await page.getByText("Shown 40 seconds ago.").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("the same proof a second time is told, and the desk is cleared", async () => {
  page = await stage.page("/?start=open#/verify", LOOK);
  await paste(page, "tessera:#1123");
  await page.getByText("Shown 40 seconds ago.").waitFor();
  expect(await page.getByText("The same proof was checked here").count()).toBe(0);
  await paste(page, "tessera:#1123");
  await page.getByText("The same proof was checked here today at 09:07").waitFor();
  await page.getByRole("button", { name: "Clear the desk" }).click();
  await page.getByText("How it works").waitFor();
  expect(await focused(page)).toBe("Check a proof");
});

test("a folder becomes a table, ranked, saved and opened line by line with the keyboard alone", async () => {
  page = await stage.page("/?start=open#/verify", LOOK);
  await tabTo(page, "Choose a folder");
  await page.keyboard.press("Enter");
  await page.getByText("Checked here").waitFor();
  await page.getByText("Checking 10 files").waitFor({ state: "detached" });
  await tabTo(page, "All (10)");
  await page.keyboard.press("Enter");
  const verdicts = await page.locator("td .badge").allInnerTexts();
  const ranks = verdicts.map((words) => ["Verified", "Not recognised", "Not fully checked", "Not valid"].findIndex((word) => words.startsWith(word)));
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  await page.getByRole("button", { name: "Save as table (CSV)" }).click();
  await page.getByText("Saved as checked.csv.").first().waitFor();
  await page.locator("td").first().waitFor();
  await page.locator("button.linklike").last().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "How fresh" }).waitFor();
  await page.getByText("Do not rely on any of this.").waitFor();
});

test("locking the wallet takes what lay on the desk away", async () => {
  page = await stage.page("/?start=open#/verify", LOOK);
  await paste(page, "tessera:#1123");
  await page.getByText("Shown 40 seconds ago.").waitFor();
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("link", { name: "Check a proof that somebody shows you" }).click();
  await page.getByText("Your wallet is locked").waitFor();
  expect(await page.getByText("Shown 40 seconds ago.").count()).toBe(0);
});

test("a code is given out, answered once, and taken back", async () => {
  page = await stage.page("/?start=open#/verify", LOOK);
  await page.getByRole("button", { name: "Give a code" }).click();
  await page.getByText("K7M2-9QXR").waitFor();
  await paste(page, "tessera:#1123");
  await page.getByText("It answers the code that you gave, and cannot be used again.").waitFor();
  expect(await page.getByText("K7M2-9QXR").count()).toBe(0);
  await page.getByRole("button", { name: "Give a code" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("button", { name: "Give a code" }).waitFor();
});

test("everybody is matched with a goal, and whoever lacks least comes first", async () => {
  page = await stage.page("/?start=open#/verify", LOOK);
  await tabTo(page, "Choose a folder");
  await page.keyboard.press("Enter");
  await page.getByText("Checking 10 files").waitFor({ state: "detached" });
  const goal = page.getByLabel("Goal", { exact: true });
  await goal.selectOption({ label: "Cell production operator (Example)" });
  await page.getByText("Matched with “Cell production operator”").waitFor();
  await page.getByRole("button", { name: "All (10)" }).click();
  await page.getByRole("columnheader", { name: "Toward the goal" }).waitFor();
  const missing = (await page.locator("tbody tr").allInnerTexts()).map((row) => Number(/(\d+) missing/.exec(row)?.[1] ?? 0));
  expect(missing.length).toBe(10);
  expect(missing).toEqual(missing.toSorted((one, other) => one - other));
  expect(missing[0]).toBeLessThan(missing[9] ?? 0);

  await page.locator("button.linklike").first().click();
  const toward = page.getByRole("region", { name: "Toward “Cell production operator”" });
  await toward.getByText("Does not meet it.").waitFor();
  expect(await toward.getByRole("listitem").count()).toBe(missing[0]);
  await goal.selectOption({ label: "None" });
  await toward.waitFor({ state: "detached" });
  expect(complaints(page)).toEqual([]);
});

test("rules come from a file, and what is none is told", async () => {
  page = await stage.page("/?start=open#/verify", LOOK);
  const file = page.locator("section:has(#match) input[type=file]");
  await file.setInputFiles({ name: "holiday.json", mimeType: "application/json", buffer: Buffer.from("no rules") });
  await page.getByRole("alert").getByText("holiday.json").waitFor();
  await file.setInputFiles({ name: "role.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await page.getByText("Matched with “Line operator, night shift”").waitFor();
  expect(await page.getByLabel("Goal", { exact: true }).locator("option:checked").innerText()).toBe("Line operator, night shift (from the file)");
});

test("one of several cameras is chosen, and what it sees is looked at until it is stopped", async () => {
  const studio = await Stage.open({ cameras: 2 });
  page = await studio.page("/?start=open#/verify", LOOK);
  await page.getByRole("button", { name: "Use the camera" }).click();
  const seen = page.getByLabel("What the camera sees");
  await seen.waitFor();
  const source = () => seen.evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).getVideoTracks()[0]?.label);
  const which = page.getByLabel("Which camera");
  const names = await which.locator("option").allInnerTexts();
  expect(names.length).toBe(2);
  expect(await which.locator("option:checked").innerText()).toBe(await source());
  const other = names.find((_, at) => at === 1) ?? "";
  await which.selectOption({ label: other });
  await page.waitForFunction((label) => {
    const video = document.querySelector("video");
    return video !== null && video.videoWidth > 0 && (video.srcObject as MediaStream).getVideoTracks()[0]?.label === label;
  }, other);
  await page.getByRole("button", { name: "Stop the camera" }).click();
  await page.getByRole("button", { name: "Use the camera" }).waitFor();
  expect(await page.locator("video").count()).toBe(0);
  expect(complaints(page)).toEqual([]);
  await studio.close();
});
