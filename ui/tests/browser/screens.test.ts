import { describe, expect, test } from "vitest";

import { complaints, LOOK, overflow, picture, sharedStage, type Look } from "./page";
import { KEEPING } from "./scenes";
import { PASSING } from "./scenes-passing";

const stage = sharedStage();

const LOOKS: Readonly<Record<string, Look>> = {
  light: LOOK,
  dark: { ...LOOK, theme: "dark" },
  "360": { theme: "light", width: 360, height: 740 },
};

/** The narrowest page that must not scroll sideways, in CSS pixels: 1280 at 400 % zoom. */
const NARROWEST = 320;

describe.each(Object.entries(LOOKS))("at %s", (name, look) => {
  test.each([...KEEPING, ...PASSING])("$name has no violation, overflow or refusal", async (scene) => {
    const page = await stage.page(scene.at, look);
    await scene.act?.(page);
    await picture(page, `${scene.name}-${name}`, scene.whole);
    expect(await stage.violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: NARROWEST, height: look.height });
    expect(await overflow(page)).toBe(0);
    expect(complaints(page)).toEqual([]);
  });
});
