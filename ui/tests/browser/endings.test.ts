import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { complaints, focused, LOOK, sharedStage } from "./page";

let page: Page;
const stage = sharedStage();

const item = (title: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });

test("the wallet reminds of what ends next, and says what the goals lose by it", async () => {
  page = await stage.page("/?start=open", LOOK);
  await page.getByRole("link", { name: "Show what ends" }).click();
  await page.getByRole("heading", { name: "Ending soon" }).waitFor();
  await item("High-voltage safety, level 2").getByText("met until 14 January 2027, and no longer after it.").waitFor();
  expect(complaints(page)).toEqual([]);
});

test("the learner says what renews what, and takes it back", async () => {
  page = await stage.page("/?start=open&endings=more#/endings", LOOK);
  const firstAid = item("First aid at work");
  await firstAid.getByText("Not renewed").waitFor();
  await firstAid.getByRole("button", { name: "Yes, it is the renewal" }).click();
  await firstAid.getByText("You said that").waitFor();
  await page.getByText("What you say here makes nothing count").waitFor();
  expect(await focused(page)).toBe("Ending soon");
  await firstAid.getByRole("button", { name: "That is not its renewal" }).click();
  await firstAid.getByText("May have come in its place").waitFor();
  await firstAid.getByRole("button", { name: "No, it is another" }).click();
  await firstAid.getByRole("button", { name: "Yes, it is the renewal" }).waitFor({ state: "detached" });
  await item("Forklift driving").getByText("provider, learner and achievement are the same").waitFor();
  expect(complaints(page)).toEqual([]);
});

test("a reminder is put off, and never comes when it is not wanted", async () => {
  page = await stage.page("/?start=open#/endings", LOOK);
  const only = item("High-voltage safety, level 2");
  await only.getByRole("button", { name: "In 30 days" }).click();
  await only.getByText("You will be reminded again on").waitFor();
  await page.getByRole("link", { name: "Wallet", exact: true }).first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("link", { name: "Show what ends" }).count()).toBe(0);
  await page.goBack();
  await only.getByRole("button", { name: "Remind me as before" }).click();
  await only.getByRole("button", { name: "In 30 days" }).waitFor();
  await page.getByLabel("Remind me before the end").selectOption("30 days before");
  await page.getByText("Nothing ends soon.").waitFor();
  expect(complaints(page)).toEqual([]);
});
