import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { complaints, focused, LOOK, sharedStage, tabTo } from "./page";

const BATTERY_27 = '{"id":"b27","title":"Battery 27","rakenne":{}}';

let page: Page;
const stage = sharedStage();

describe("goals", () => {
  const VEHICLES = "/?start=open#/goal/vehicle-sector";
  /** Waits until the number on the page is this one. */
  const counted = (standing: string) =>
    page.waitForFunction((text) => document.querySelector(".total")?.textContent?.trim().endsWith(text), standing);
  const tile = (name: string) => page.getByRole("button", { name, exact: true });

  test("with keys alone: from the list to a tile, and why it is filled", async () => {
    page = await stage.page("/?start=open", LOOK);
    await tabTo(page, "Goals");
    await page.keyboard.press("Enter");
    await page.locator(".aim").first().waitFor();
    expect(await focused(page)).toBe("Goals");
    await tabTo(page, /^Vehicle sector/);
    await page.keyboard.press("Enter");
    await page.locator(".tile").first().waitFor();
    expect(await focused(page)).toBe("Vehicle sector, automotive technology");
    expect(await page.title()).toBe("Vehicle sector, automotive technology - Tessera");

    await tabTo(page, /^Tyre work/);
    await page.keyboard.press("Enter");
    const why = page.getByRole("dialog", { name: "Tyre work" });
    await why.getByText("Saarenranta Vocational College, 28 November 2025").waitFor();
    await why.getByText("Verified").waitFor();
    await page.keyboard.press("Escape");
    await why.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Tyre work, 15 points, filled");
    expect(complaints(page)).toEqual([]);
  });

  test("the table has every tile of the mosaic, and what is not used", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.locator(".tile").first().waitFor();
    const rows = await page.locator("tbody tr").allInnerTexts();
    const tiles = await page.locator(".tile").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
    expect(rows).toHaveLength(tiles.length + 4);
    for (const name of tiles) expect(rows.some((row) => row.startsWith(name.split(",")[0] ?? name))).toBe(true);
  });

  test("tiles are as large as their credits, and none covers another", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.locator(".tile").first().waitFor();
    const boxes = await page.locator(".tiles li").evaluateAll((all) =>
      all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const credits = Number(/(\d+) points?,/.exec(one.querySelector("button")?.getAttribute("aria-label") ?? "")?.[1]);
        return { x, y, width, height, credits };
      }),
    );
    const perPoint = boxes.map(({ width, height, credits }) => (width * height) / credits);
    expect(Math.max(...perPoint) / Math.min(...perPoint)).toBeLessThan(1.01);
    const shared = boxes.flatMap((a, at) =>
      boxes.slice(at + 1).map(
        (b) =>
          Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
          Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
      ),
    );
    expect(Math.max(...shared)).toBeLessThan(1);
  });

  test("no name is cut off, wide or narrow", async () => {
    page = await stage.page(VEHICLES, LOOK);
    for (const width of [1200, 900, 700, 480, 360, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(100);
      const cut = await page.locator(".tile:not(.tile--short)").evaluateAll((all) =>
        all.flatMap((one) => {
          const name = one.querySelector("b");
          const over = name && (name.scrollHeight > name.clientHeight + 1 || name.scrollWidth > name.clientWidth + 1);
          return over ? [name.textContent] : [];
        }),
      );
      expect(cut, `at ${width}`).toEqual([]);
    }
  });

  test("what if: leave a unit out, see what is missing, leave, and all is as before", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await tile("Tyre work, 15 points, filled").click();
    await page.getByRole("button", { name: "Try without it" }).click();
    await counted("115 of 180 points would meet the rules");
    await page.getByText("What if: this is not your wallet as it is").waitFor();
    await page.getByText("Without Tyre work").waitFor();
    expect(await page.getByRole("button", { name: "Save report" }).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("told");
    await tile("Repairing a car, 45 points, missing").click();
    await page.getByRole("button", { name: "Try as if you had it" }).click();
    await counted("160 of 180 points would meet the rules");
    await page.getByRole("button", { name: "Undo: With Repairing a car" }).click();
    await counted("115 of 180 points would meet the rules");
    await page.getByRole("button", { name: "Leave what-if" }).click();
    await counted("130 of 180 points meet the rules");
    await tile("Tyre work, 15 points, filled").waitFor();
    expect(await focused(page)).toBe("Vehicle sector, automotive technology");
  });

  test("what if on another day: what runs out before does not count", async () => {
    page = await stage.page("/?start=open#/goal/operator", LOOK);
    await counted("3 of 3 parts meet the rules");
    await page.getByLabel("Count for another day").fill("2027-06-01");
    await counted("2 of 3 parts would meet the rules");
    await page.getByText("Counted for 1 June 2027").waitFor();
  });

  test("what cannot be tried is said, and nothing changes", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.getByLabel("Count for another day").fill("0001-01-01");
    await page.getByRole("alert").getByText("This is no day that Tessera can count for").waitFor();
    await counted("130 of 180 points meet the rules");
  });

  test("a way to get there can be tried whole", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.getByRole("button", { name: "Try it: way 1" }).click();
    await counted("180 of 180 points would meet the rules");
  });

  test("a decision of recognition is off until it is switched on, and says who decided", async () => {
    page = await stage.page(VEHICLES, LOOK);
    const decision = page.getByRole("checkbox", { name: "“Looking after a production line” counts as “Repairing a car”, with 45 points" });
    await page.getByText("Decided by Saarenranta Vocational College on 12 October 2026.").waitFor();
    expect(await decision.isChecked()).toBe(false);
    await decision.check();
    await counted("175 of 180 points meet the rules");
    await tile("Repairing a car, 45 points, filled").click();
    await page.getByText("Counts by the decision of Saarenranta Vocational College on 12 October 2026.").waitFor();
  });

  test("a decision can be entered, and starts switched off", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.getByText("Enter a decision").click();
    await page.getByRole("button", { name: "Keep the decision" }).click();
    await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "from");
    await page.getByLabel("Code of the unit you have").fill("A1");
    await page.getByLabel("Code of the unit it stands for").fill("400013");
    await page.getByLabel("Credits it counts with").fill("six");
    await page.getByLabel("Who decided").fill("A college");
    await page.getByLabel("Date of the decision").fill("2026-11-01");
    await page.getByLabel("Where the decision can be seen").fill("7/2026");
    await page.getByRole("button", { name: "Keep the decision" }).click();
    await page.getByText("Type a number, such as 15 or 4.5.").waitFor();
    await page.getByLabel("Credits it counts with").fill("6");
    await page.getByRole("button", { name: "Keep the decision" }).click();
    const kept = page.getByRole("checkbox", { name: "unit A1 counts as “Maths and science”, with 6 points" });
    expect(await kept.isChecked()).toBe(false);
    await page.getByRole("button", { name: "Remove: unit A1 counts as “Maths and science”, with 6 points" }).click();
    await kept.waitFor({ state: "detached" });
  });

  test("a specialisation can be chosen, and is kept", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.getByLabel("Competence area").selectOption("Car sales");
    await page.getByRole("link", { name: "Goals", exact: true }).first().click();
    await page.getByRole("link", { name: /^Vehicle sector/ }).click();
    await page.locator(".tile").first().waitFor();
    expect(await page.getByLabel("Competence area").inputValue()).toBe("Car sales");
  });

  test("reports are saved under a name", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.getByRole("button", { name: "Save report" }).click();
    await page.getByText("Saved as vehicle-sector.html.").first().waitFor();
    await page.getByRole("button", { name: "Save as data" }).click();
    await page.getByText("Saved as vehicle-sector.json.").first().waitFor();
  });

  test("more than forty tiles are one a group; a group opens, and leads back", async () => {
    page = await stage.page("/?start=open#/goal/ship-engineer", LOOK);
    await tile("Engines, 0 of 24 filled").click();
    await tile("Engines, part 1, 3 ECTS credits, missing").waitFor();
    expect(await page.locator(".tile").count()).toBe(8);
    expect(await focused(page)).toBe("All groups");
    await page.keyboard.press("Enter");
    await tile("Safety, 0 of 24 filled").waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("mosaic");
  });

  test("a qualification that was added says what it lost, and can be removed again", async () => {
    page = await stage.page("/?start=open#/goals", LOOK);
    await page.locator(".aim").first().waitFor();
    const rules = { name: "rules.json", mimeType: "application/json", buffer: Buffer.from(BATTERY_27) };
    await page.locator("input[type=file]").setInputFiles([rules]);
    await page.getByText("“Battery 27” was added.").waitFor();
    await page.getByRole("link", { name: "Open it" }).click();
    await page.getByText("About these rules").click();
    await page.getByText("A part that is laid down in another qualification").waitFor();
    await page.getByRole("button", { name: "Remove" }).last().click();
    await page.getByRole("alertdialog", { name: "Remove this qualification?" }).waitFor();
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByText("“Battery 27” was removed.").waitFor();
    expect(await page.getByRole("link", { name: /^Battery 27/ }).count()).toBe(0);
  });

  test("a new tile is set once, except for a person who asked for no motion", async () => {
    page = await stage.page(VEHICLES, LOOK);
    const duration = () => page.locator(".tile--new").evaluate((one) => getComputedStyle(one).animationDuration);
    expect(await duration()).toBe("0s");
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await duration()).toBe("0.36s");
  });

  test("forced colours keep filled and missing apart", async () => {
    page = await stage.page(VEHICLES, LOOK);
    await page.emulateMedia({ forcedColors: "active" });
    const border = (name: string) => tile(name).evaluate((one) => getComputedStyle(one).borderTopStyle);
    expect(await border("Tyre work, 15 points, filled")).toBe("solid");
    expect(await border("Repairing a car, 45 points, missing")).toBe("dashed");
  });
});

describe("skills", () => {
  test("have their proofs, and say which does not count", async () => {
    page = await stage.page("/?start=open#/skills", LOOK);
    const sheets = page.locator(".skillset > li").filter({ hasText: "read safety data sheets" });
    await sheets.getByText("does not count").waitFor();
    await page.getByRole("searchbox").fill("waste");
    await page.waitForFunction(() => document.querySelectorAll(".skillset > li").length === 1);
    await page.locator(".skillset a").first().click();
    await page.getByRole("heading", { level: 1, name: "Working in the battery industry" }).waitFor();
  });

  test("of two chosen roles show what they share", async () => {
    page = await stage.page("/?start=open#/skills", LOOK);
    await page.getByText("Choose two roles to see what they share.").waitFor();
    await page.getByRole("checkbox", { name: "Choose Battery dismantler" }).check();
    await page.getByRole("checkbox", { name: "Choose Cell production operator" }).check();
    await page.getByText("What they share: 2 skills").waitFor();
  });
});
