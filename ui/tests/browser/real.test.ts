import { readFileSync } from "node:fs";
import { test, expect } from "vitest";
import { Stage, picture, overflow, complaints } from "./page";
test("real", async () => {
  const stage = await Stage.open();
  const real = JSON.parse(readFileSync("/tmp/scratch/real.json", "utf8"));
  const page = await stage.page("/", { theme: "light", width: 1200, height: 800 });
  await page.context().addInitScript((real) => {
    (window as any).__TAURI_INTERNALS__ = { invoke: async (cmd: string, args: any) => {
      if (cmd === "wallet_state") return { phase: "open", protection: "passphrase", keychain_available: true, samples: false, location: "/x" };
      if (cmd === "list_credentials") return real.listing;
      if (cmd === "show_credential") return real.details.find((d: any) => d.record === args.record);
      throw { code: "internal", detail: {} };
    } };
  }, real);
  await page.goto(new URL("/", page.url()).href);
  await page.locator(".item").first().waitFor();
  await picture(page, "real-wallet");
  for (const [at, d] of real.details.entries()) {
    await page.goto(new URL("/?" + at + "#/credential/" + d.record, page.url()).href);
    await page.locator("h1").waitFor();
    await picture(page, "real-" + at);
    expect(await stage.violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page), d.file_name).toBe(0);
    await page.setViewportSize({ width: 1200, height: 800 });
  }
  expect(complaints(page)).toEqual([]);
  await stage.close();
}, 300000);
