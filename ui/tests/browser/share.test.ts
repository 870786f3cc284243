import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { complaints, Stage, tabTo } from "./page";

const LOOK = { theme: "light", width: 1200, height: 800 } as const;

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => page.context().close());
afterAll(() => stage.close());

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
