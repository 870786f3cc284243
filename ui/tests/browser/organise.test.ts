import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { complaints, focused, LOOK, sharedStage, tabTo } from "./page";

let page: Page;
const stage = sharedStage();

const show = () => page.getByRole("combobox", { name: "Show" });

describe("several at once", () => {
  test("go into the archive and come back, with keys alone", async () => {
    page = await stage.page("/?start=open", LOOK);
    await page.locator(".item").nth(11).waitFor();
    await tabTo(page, "Choose several");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox").first().waitFor();
    await page.getByRole("checkbox").first().focus();
    await page.keyboard.press("Space");
    await page.getByText("1 chosen").waitFor();
    await page.getByRole("button", { name: "Archive", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("1 credential was put into the archive.").waitFor();
    await page.getByText("13 credentials from").waitFor();
    await show().selectOption("Archive (1)");
    await page.waitForFunction(() => document.querySelectorAll("a.item").length === 1);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("1 credential was taken out of the archive.").waitFor();
    await page.getByText("The archive is empty").waitFor();
    await page.getByRole("button", { name: "Show all credentials" }).click();
    await page.getByText("14 credentials from").waitFor();
    expect(complaints(page)).toEqual([]);
  });

  test("are gathered, looked at, and the collection is renamed, removed and brought back", async () => {
    page = await stage.page("/?start=open", LOOK);
    await page.getByRole("button", { name: "Choose several" }).click();
    await page.getByRole("button", { name: "Choose all 14" }).click();
    await page.getByText("14 chosen").waitFor();
    await page.getByRole("button", { name: "Add to collection" }).click();
    await page.getByLabel("Name of the new collection").fill("  Porto ");
    await page.keyboard.press("Enter");
    await page.getByText("14 credentials were put into “Porto”.").waitFor();
    await show().selectOption("Porto (14)");
    await page.getByRole("button", { name: "Rename the collection" }).click();
    await page.getByLabel("New name of the collection").fill("Braga");
    await page.keyboard.press("Enter");
    await page.getByText("The collection is called “Braga” now.").waitFor();
    await page.getByRole("button", { name: "Remove the collection" }).click();
    await page.getByText("Its credentials are still in the wallet.").waitFor();
    expect(await show().locator("option").allInnerTexts()).toHaveLength(3);
    await page.getByRole("button", { name: "Undo" }).click();
    await show().locator("option", { hasText: "Braga (14)" }).waitFor({ state: "attached" });
  });

  test("are deleted after a question, with the focus on the safe answer", async () => {
    page = await stage.page("/?start=open", LOOK);
    await page.getByRole("button", { name: "Choose several" }).click();
    await page.getByRole("checkbox").nth(0).check();
    await page.getByRole("checkbox").nth(1).check();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog", { name: "Delete 2 credentials?" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === "Keep them");
    await page.getByRole("button", { name: "Delete them" }).click();
    await page.getByText("2 credentials were deleted from this wallet.").waitFor();
    await page.getByText("12 credentials from").waitFor();
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
  });
});

test("a credential is put away, gathered and written about on its own page", async () => {
  page = await stage.page("/?start=open#/credential/high-voltage", LOOK);
  const card = page.getByRole("region", { name: "How you keep it" });
  await card.getByRole("button", { name: "Put into the archive" }).click();
  await card.getByText("It is in the archive now.").waitFor();
  await card.getByLabel("Name of the new collection").fill("Porto");
  await card.getByRole("button", { name: "Put in", exact: true }).click();
  await card.getByText("It is in “Porto” now.").waitFor();
  await card.getByLabel("Your note").fill("ask about renewal");
  await card.getByRole("button", { name: "Keep the note" }).click();
  await card.getByText("The note was kept.").waitFor();
  await page.getByRole("link", { name: "Wallet" }).first().click();
  await show().selectOption("Porto (1)");
  await page.getByRole("searchbox").fill("renewal");
  await page.getByText("One of 1 credentials matches.").waitFor();
});

test("the history tells what came and what was deleted, and is erased after a question", async () => {
  page = await stage.page("/?start=open#/credential/high-voltage", LOOK);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  const card = page.getByRole("region", { name: "History" });
  await card.getByText("High-voltage safety, level 2").waitFor();
  expect((await card.locator("li b").allInnerTexts()).slice(0, 3)).toEqual(["Deleted:", "Added:", "Backup made"]);
  await card.getByText("in tyoskentely-akkualalla.jsonld").waitFor();
  await card.getByRole("button", { name: "Erase the history" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Erase the history" }).click();
  await card.getByText("Nothing is written down.").waitFor();
});

describe("a list of 100,000", () => {
  /** Elements drawn, however long the list. */
  const MOST_ROWS = 250;

  test("draws only what is near, also at its end", async () => {
    page = await stage.page("/?start=open&many=100000", LOOK);
    await page.getByRole("radio", { name: "No groups" }).check();
    await page.locator(".item").nth(49).waitFor();
    expect(await page.locator(".item").count()).toBeLessThan(MOST_ROWS);
    const row = page.locator("li[aria-posinset]");
    expect(await row.first().getAttribute("aria-setsize")).toBe("100000");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.locator('li[aria-posinset="100000"]').waitFor();
    expect(await page.locator(".item").count()).toBeLessThan(MOST_ROWS);
    await page.locator('li[aria-posinset="100000"] a').focus();
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator('li[aria-posinset="1"]').waitFor();
    expect(await focused(page), "what has the focus is never taken away").toContain("100000");
    expect(complaints(page)).toEqual([]);
  });

  test("scrolls by wheel without an empty window", async () => {
    page = await stage.page("/?start=open&many=100000", LOOK);
    await page.getByRole("radio", { name: "No groups" }).check();
    await page.locator(".item").nth(49).waitFor();
    await page.mouse.move(600, 500);
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(0, 400);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    const drawn = await page.evaluate(() => document.elementFromPoint(700, 500)?.closest(".item") !== null);
    expect(drawn).toBe(true);
    expect(await page.locator(".item").count()).toBeLessThan(MOST_ROWS);
  });
});
