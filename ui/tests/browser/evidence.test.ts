import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { complaints, focused, LOOK, overflow, sharedStage, tabTo } from "./page";

let page: Page;
const stage = sharedStage();

describe("own evidence", () => {
  const HOSTILE = '<img src=x onerror="document.title=1"><script>alert(1)</script>';
  const title = () => page.getByRole("textbox", { name: "Name" });

  test("with keys alone: written, refused, put right and kept", async () => {
    page = await stage.page("/?start=empty#/evidence", LOOK);
    await tabTo(page, "Add evidence");
    await page.keyboard.press("Enter");
    await title().waitFor();
    await page.keyboard.type(HOSTILE);
    await page.getByRole("textbox", { name: "Links" }).fill("javascript:alert(1)");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("each beginning with https:// or http://.", { exact: false }).last().waitFor();
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).name)).toBe("links");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("https://example.org/<b>");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2, name: HOSTILE }).waitFor();
    expect(await focused(page)).toBe("Add evidence");
    expect(await page.locator("main img, main script, main li a").count()).toBe(0);
    await page.getByText("Self-declared").waitFor();
    expect(complaints(page)).toEqual([]);
  });

  test("files are kept with an item, and gone with it after a question", async () => {
    page = await stage.page("/?start=open#/evidence", LOOK);
    const item = page.getByRole("listitem").filter({ hasText: "Helping in the bicycle workshop" }).last();
    const give = (name: string, bytes: Buffer) =>
      item.locator("input[type=file]").setInputFiles([{ name, mimeType: "text/html", buffer: bytes }]);
    await give("../../x.html", Buffer.from("<script>"));
    await item.getByRole("button", { name: "Take out" }).waitFor();
    await give("empty.txt", Buffer.from(""));
    await item.getByText("There is nothing in “empty.txt” to keep.").waitFor();
    await give("large.bin", Buffer.alloc(20 * 1024 * 1024 + 1));
    await item.getByText("The file is too large").waitFor();
    await item.getByRole("button", { name: /^Remove/ }).click();
    await page.getByRole("alertdialog").getByText("and its file are removed").waitFor();
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByText("was removed.").waitFor();
    expect(await page.getByText("Helping in the bicycle workshop", { exact: true }).count()).toBe(0);
  });

  test("many items are drawn as they are asked for", async () => {
    page = await stage.page("/?start=open&evidence=1000#/evidence", { ...LOOK, width: 360 });
    await page.getByRole("button", { name: "Show 950 more" }).click();
    await page.getByRole("button", { name: "Show 900 more" }).waitFor();
    expect(await overflow(page)).toBe(0);
  });

  test("a pack says what goes out before it is saved, and what was changed since is looked at again", async () => {
    page = await stage.page("/?start=open#/evidence", LOOK);
    await page.getByRole("link", { name: "Make a pack for an assessor" }).click();
    await page.getByRole("button", { name: "See what goes out" }).click();
    await page.getByText("The pack is empty").waitFor();
    await page.getByRole("checkbox", { name: "A solar charger for the allotment" }).check();
    await page.getByRole("button", { name: "See what goes out" }).click();
    await page.getByText("Write your name").waitFor();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe("learner");
    await page.keyboard.type(HOSTILE);
    await page.getByRole("textbox", { name: "For whom it is" }).fill("A college");
    await page.getByRole("button", { name: "See what goes out" }).click();
    await page.getByText(`${HOSTILE}, for A college`).waitFor();
    expect(await focused(page)).toBe("This goes out");
    await page.getByRole("textbox", { name: "What you ask for" }).fill("Please look at this.");
    await page.getByText("Something was changed since.").waitFor();
    expect(await page.getByRole("button", { name: "Save the folder" }).count()).toBe(0);
    await page.getByRole("button", { name: "See what goes out" }).click();
    await page.getByRole("button", { name: "Save the folder" }).click();
    await page.getByText("The pack is in the folder tessera-evidence").waitFor();
    await page.getByRole("button", { name: "Save as PDF" }).click();
    await page.getByText("The pack is in the file tessera-evidence.pdf").waitFor();
    await page.getByRole("heading", { name: "Packs you made" }).waitFor();
    expect(await page.getByText("You have entered no decision on it.").count()).toBe(1);
    await page.goto(new URL("#/settings/history", page.url()).href);
    await page.getByText("for A college, with one thing in it.").first().waitFor();
    expect(complaints(page)).toEqual([]);
  });

  test("a decision says which pack it answers, and the pack what was decided", async () => {
    page = await stage.page("/?start=open#/pack/vehicle-sector", { ...LOOK, width: 360 });
    await page.getByRole("textbox", { name: "Your name" }).fill("Aino");
    await page.getByRole("textbox", { name: "For whom it is" }).fill("A college");
    await page.getByRole("button", { name: "See what goes out" }).click();
    await page.getByRole("button", { name: "Save as PDF" }).click();
    await page.getByText("The pack is in the file").waitFor();
    await page.goto(new URL("#/goal/vehicle-sector", page.url()).href);
    await page.getByText("Enter a decision").click();
    await page.getByRole("textbox", { name: "Code of the unit you have" }).fill("104002");
    await page.getByRole("textbox", { name: "Code of the unit it stands for" }).fill("105703");
    await page.getByRole("textbox", { name: "Who decided" }).fill("The college");
    await page.getByLabel("Date of the decision").fill("2026-11-20");
    await page.getByRole("textbox", { name: "Where the decision can be seen" }).fill("1/2026");
    await page.getByRole("combobox", { name: "It answers a pack" }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Keep the decision" }).click();
    await page.getByText(/^It answers the pack of .* for A college\.$/).waitFor();
    expect(await overflow(page)).toBe(0);
    await page.goto(new URL("#/pack/vehicle-sector", page.url()).href);
    await page.getByText("The college decided on").waitFor();
    expect(await overflow(page)).toBe(0);
    expect(complaints(page)).toEqual([]);
  });
});
