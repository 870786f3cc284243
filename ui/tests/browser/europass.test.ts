import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { complaints, LOOK, sharedStage, tabTo } from "./page";

let page: Page;
const stage = sharedStage();

describe("the way to Europass", () => {
  test("leads from the list to a CV whose owner is asked once, with keys alone", async () => {
    page = await stage.page("/?start=open", LOOK);
    await tabTo(page, "Choose several");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox").first().focus();
    await page.keyboard.press("Space");
    await page.getByRole("link", { name: "To Europass" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Whose CV it is" }).waitFor();
    await tabTo(page, "Save the CV file");
    await page.keyboard.press("Enter");
    await page.getByText("A CV needs this.").first().waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await page.keyboard.type("Aino");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Kivelahti");
    await page.keyboard.press("Enter");
    await page.getByText("Saved as “europass-cv.xml”.").waitFor();
    await page.getByText("Kivelahti").waitFor();
    await page.getByRole("button", { name: "Save as PDF, for people too" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Saved as “europass-cv.pdf”.").waitFor();
    await page.getByRole("button", { name: "Forget it" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Who you are was forgotten.").waitFor();
    expect(await page.getByRole("textbox", { name: "Family names" }).inputValue()).toBe("");
    await page.waitForFunction(() => document.activeElement?.id === "cv");
    expect(complaints(page)).toEqual([]);
  });

  test("tells a fault beside its field, which gets the focus", async () => {
    page = await stage.page("/?start=open#/europass/battery-industry", LOOK);
    await page.getByRole("textbox", { name: "Given names" }).fill("Aino");
    await page.getByRole("textbox", { name: "Family names" }).fill("Kivelahti");
    await page.getByRole("textbox", { name: "Telephone number" }).fill("40 123 4567");
    await page.getByRole("button", { name: "Save the CV file" }).click();
    await page.getByText("This is no telephone number with its dialling code.").waitFor();
    await page.waitForFunction(() => (document.activeElement as HTMLInputElement).name === "number");
    await page.getByRole("textbox", { name: "Dialling code" }).fill("358");
    await page.getByRole("button", { name: "Save the CV file" }).click();
    await page.getByText("+358 40 123 4567").waitFor();
  });

  test("offers no file to My Library that it would refuse", async () => {
    page = await stage.page("/?start=open#/europass/battery-industry%2Ccell-assembly", LOOK);
    await page.getByText("My Library takes only European Digital Credentials").waitFor();
    expect(await page.getByRole("button", { name: /^Save the file/ }).count()).toBe(1);
    await page.getByRole("button", { name: /^Save the file/ }).click();
    await page.getByText("Saved as “tyoskentely-akkualalla.jsonld”.").waitFor();
  });

  test("saves a page and a resume of what holds", async () => {
    page = await stage.page("/?start=open#/europass/battery-industry%2Ccell-assembly", LOOK);
    await page.getByRole("button", { name: "Save as a page" }).click();
    await page.getByText("Saved as “portfolio.html”.").waitFor();
    await page.getByRole("button", { name: "Save as JSON Resume" }).click();
    await page.getByText("Saved as “resume.json”.").waitFor();
  });

  test("starts at one credential, too", async () => {
    page = await stage.page("/?start=open#/credential/battery-industry", LOOK);
    await page.getByRole("link", { name: "Bring it to Europass" }).click();
    await page.getByRole("heading", { name: "The sealed file, into My Library" }).waitFor();
  });
});

describe("two credentials side by side", () => {
  test("are chosen in the list, and say in words what is the same", async () => {
    page = await stage.page("/?start=open", LOOK);
    await page.getByRole("button", { name: "Choose several" }).click();
    await page.getByRole("checkbox").nth(0).check();
    expect(await page.getByRole("button", { name: "Compare two" }).isDisabled()).toBe(true);
    await page.getByRole("checkbox").nth(1).check();
    await page.getByRole("link", { name: "Compare two" }).click();
    await page.getByRole("heading", { name: "Side by side", level: 1 }).waitFor();
    await page.getByRole("row").nth(16).waitFor();
    const told = await page.locator(".compared__sign").allInnerTexts();
    expect(told).toHaveLength(16);
    await page.getByRole("checkbox", { name: "Only what differs" }).check();
    const differing = await page.locator(".compared__sign").allInnerTexts();
    expect(differing).toEqual(told.filter((words) => words === "Different" || words === "Only one says it"));
    expect(complaints(page)).toEqual([]);
  });
});

describe("the language of a credential", () => {
  test("is chosen on its page, and is as it was on the next one", async () => {
    page = await stage.page("/?start=open#/credential/battery-industry", LOOK);
    await page.getByRole("combobox", { name: "Read it in" }).selectOption("Finnish");
    const heading = page.getByRole("heading", { level: 1 });
    expect(await heading.innerText()).toBe("Työskentely akkualalla");
    expect(await heading.locator("bdi").getAttribute("lang")).toBe("fi");
    await page.getByText("Hyvä (4)").first().waitFor();
    // Only the English text of this outcome is there.
    await page.getByText("Works safely with electrical and chemical risks").waitFor();
    await page.getByRole("link", { name: "Wallet" }).first().click();
    await page.getByText("Working in the battery industry").waitFor();
    await page.getByText("Working in the battery industry").click();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Working in the battery industry");
  });
});
