import { access, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium, type Browser, type Page } from "playwright-core";
import { preview, type PreviewServer } from "vite";
import { afterAll, afterEach, beforeAll } from "vitest";

/** The policy of the window, as far as a page outside it can have it. */
const POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; " +
  "object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'";

/** The time the pictures are made for: a credential of the mock then expires in 53 days. */
const NOW = new Date("2026-11-22T07:12:00Z");

const UI = fileURLToPath(new URL("../..", import.meta.url));
const SCREENS = join(UI, "../target/screens");

export type Look = { readonly theme: "light" | "dark"; readonly width: number; readonly height: number };

/** The window as most people have it. */
export const LOOK: Look = { theme: "light", width: 1200, height: 800 };

/** The built interface, served under the window's policy, in Debian's Chromium. */
export class Stage {
  private constructor(
    private readonly server: PreviewServer,
    private readonly browser: Browser,
    private readonly axe: string,
  ) {}

  /** With `cameras`, a computer with so many, which show a moving pattern. */
  static async open({ cameras = 0 } = {}): Promise<Stage> {
    const server = await preview({
      root: UI,
      logLevel: "error",
      preview: { port: 0, host: "127.0.0.1", headers: { "content-security-policy": POLICY } },
    });
    const media = [`--use-fake-device-for-media-stream=device-count=${cameras}`, "--use-fake-ui-for-media-stream"];
    const args = ["--no-sandbox", ...(cameras > 0 ? media : [])];
    const browser = await chromium.launch({ executablePath: await chromiumPath(), args });
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    await mkdir(SCREENS, { recursive: true });
    return new Stage(server, browser, axe);
  }

  /** A page of the interface; `query` and `hash` say where the mock begins. */
  async page(at: string, look: Look): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.theme,
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "Europe/Helsinki",
    });
    // The window freezes the prototype of all objects; what breaks on that must break here.
    await context.addInitScript(() => void Object.freeze(Object.prototype));
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && origin !== new URL(this.address).origin) complaints.push(request.url());
    });
    COMPLAINTS.set(page, complaints);
    await page.goto(new URL(at, this.address).href);
    await page.locator("h1").waitFor();
    return page;
  }

  /** What axe finds wrong on the page, one line a rule. */
  async violations(page: Page): Promise<string[]> {
    // Outside the page's policy, as the rules are not part of the page.
    await page.evaluate(this.axe);
    return page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    });
  }

  private get address(): string {
    const [local] = this.server.resolvedUrls?.local ?? [];
    if (local === undefined) throw new Error("The server has no address.");
    return local;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

/** The stage that the tests of a file share. The pages of a test are closed when it is over. */
export function sharedStage(): Pick<Stage, "page" | "violations"> {
  let stage: Stage;
  let pages: Page[] = [];
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterEach(async () => {
    const over = pages;
    pages = [];
    for (const page of over) await page.context().close();
  });
  afterAll(() => stage.close());
  return {
    page: async (at, look) => {
      const page = await stage.page(at, look);
      pages.push(page);
      return page;
    },
    violations: (page) => stage.violations(page),
  };
}

/** Requests to elsewhere, and errors the page wrote to its console, refusals by its policy included. */
export function complaints(page: Page): readonly string[] {
  return COMPLAINTS.get(page) ?? [];
}

/** Saves what is seen, or the whole page, as `target/screens/mock-<name>.png`. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: join(SCREENS, `mock-${name}.png`), fullPage });
}

/** How many pixels the page can be scrolled sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Presses Tab until the focus is on the control of this name. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const label = await focused(page);
    if (typeof name === "string" ? label === name : name.test(label)) return;
  }
  throw new Error(`Tab does not lead to ${name}; it ends on ${await focused(page)}.`);
}

/** Pastes a text anywhere on the page. */
export function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, text);
}

/** What pictures of the kind PNG begin with. */
export const PNG = Buffer.from([0x89, 0x50]);

/** Chooses one file on the page. */
export function give(page: Page, name: string, content: string | Buffer, chooser = "input[type=file]"): Promise<void> {
  return page.locator(chooser).setInputFiles([fileOf(name, content)]);
}

/** A file as a browser hands it over, of the kind that its name says. */
export function fileOf(name: string, content: string | Buffer) {
  const mimeType = KINDS[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return { name, mimeType, buffer: Buffer.from(content) };
}

/** The words on the element that has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement?.textContent ?? "").replace(/\s+/g, " ").trim());
}

async function chromiumPath(): Promise<string> {
  const named = process.env["CHROMIUM"];
  if (named) return named;
  const candidates = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "chromium"));
  for (const candidate of candidates) {
    if (await access(candidate).then(() => true, () => false)) return candidate;
  }
  throw new Error("Chromium is not on the PATH; install it, or name it in CHROMIUM.");
}

type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };

const COMPLAINTS = new WeakMap<Page, string[]>();

const KINDS: Readonly<Record<string, string>> = {
  json: "application/json",
  jsonld: "application/json",
  png: "image/png",
  txt: "text/plain",
  xml: "application/xml",
};
