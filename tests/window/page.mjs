// What the journeys do on every page: look at it, take its picture, go elsewhere, count what is there.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const SCREENS = join(ROOT, "target/screens");

/** What the window says, in English. */
export const words = JSON.parse(await readFile(join(ROOT, "ui/src/words/en.json"), "utf8"));

const axe = await readFile(join(ROOT, "ui/node_modules/axe-core/axe.min.js"), "utf8");

/** Chooses light or dark, and waits until that is drawn and every picture is there. */
const LOOK = `
  const [theme, done] = arguments;
  document.documentElement.dataset.theme = theme;
  const pictures = [...document.images].map((image) => image.decode().catch(() => {}));
  Promise.all(pictures).then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))));`;

/** Audits the screen and takes its picture, light and dark. */
export async function picture(window, name) {
  for (const theme of ["light", "dark"]) {
    await window.runAsync(LOOK, theme);
    await writeFile(join(SCREENS, `window-${name}-${theme}.png`), await window.screenshot());
    await window.run(`if (!window.axe) { ${axe} }`);
    const violations = await window.runAsync(`
      const done = arguments[0];
      axe.run().then((result) => done(result.violations.map(({ id, nodes }) => id + ": " + nodes[0].html)));`);
    assert.deepEqual(violations, [], `${name}, ${theme}`);
  }
}

/** Another place in the window. */
export async function go(window, hash) {
  await window.run("location.hash = arguments[0]", hash);
}

/** The verdicts of the credentials listed, in order. */
export function verdicts(window) {
  return window.run(`
    return [...document.querySelectorAll("a.item")].map((item) => /is-(\\w+)/.exec(item.className)[1]);`);
}

export function count(window, css) {
  return window.run("return document.querySelectorAll(arguments[0]).length", css);
}

/** A text of the page's words file with its blanks filled. */
export function filled(text, blanks) {
  return text.replace(/\{(\w+)\}/g, (_, name) => blanks[name]);
}
