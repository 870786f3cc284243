// The journey of a learner in the real window: look around, take papers along, make a wallet, add a file, read its verdict,
// close, come back, show something to somebody who asks and checks it. Start it with scripts/window.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { newProvider } from "./forge.mjs";
import { count, go, picture, ROOT, SCREENS, verdicts, words } from "./page.mjs";
import { EVIDENCE, OWNER, takeAlong } from "./papers.mjs";
import { Window, until, withDriver } from "./webdriver.mjs";

const BINARY = process.env.TESSERA_WINDOW ?? join(ROOT, "target/debug/tessera-wallet");
const SAMPLE = join(ROOT, "samples/out/battery-industry.jsonld");
const INJECTED = join(ROOT, "samples/out/badge-injected.json");
const CLAIMS = { given_name: "Aino", family_name: "Kivelahti", birthdate: "2001-04-30", grade: "excellent" };
const ASKER = "Akkutehdas Merikontu Oy";
const PASSPHRASE = "seven quiet herons";

const home = await mkdtemp(join(tmpdir(), "tessera-window-"));
/** What others give the learner, and what the learner gives them. */
const desk = await mkdtemp(join(tmpdir(), "tessera-desk-"));
const started = Date.now();

try {
  await mkdir(SCREENS, { recursive: true });
  await withDriver(environment(home), async (driver) => {
    const run = (name, act) => step(name, () => Window.open(driver, BINARY, act));
    await run("look around with samples", lookAround);
    await run("take papers along", (window) => takeAlong(window, desk));
    await run("make a wallet, add a file, read its verdict", addAndRead);
    await run("add a badge with a line that nobody signed", addInjected);
    await run("come back and find it still there", comeBack);
    await run("answer what somebody asks, and check the answer", showAndCheck);
    await run("stay inside", stayInside);
  });
  await step("leave no readable trace", leaveNoTrace);
  console.log(`journey: passed in ${seconds(started)} s, pictures in target/screens/`);
} catch (error) {
  console.error(error);
  console.log(`journey: FAILED after ${seconds(started)} s`);
  process.exitCode = 1;
} finally {
  // The processes of the web view end a moment after the program, and write until then.
  for (const folder of [home, desk]) {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function lookAround(window) {
  await window.shows(words.welcome.title);
  await picture(window, "welcome");
  await window.click(await window.named(words.welcome.samples));
  await window.shows(words.samples.title);
  await until("the samples", async () => (await verdicts(window)).length >= 5);
  assert.ok((await verdicts(window)).every((verdict) => verdict === "verified"));
  await picture(window, "wallet");

  await window.click(await window.find("a.item"));
  await window.shows(words.verdict.verified.headline);
  assert.equal(await count(window, ".checks li"), 8);
  await picture(window, "credential");

  await seeGoals(window);
  await window.click(await window.named(words.samples.leave));
  await window.shows(words.welcome.title);
}

/**
 * Somebody asks with a code; the learner has a key, and a diploma made for it; the answer, scanned off the screen, is
 * verified, and bound to whoever shows it. Employer and learner are one window here, and trust the same list.
 */
async function showAndCheck(window) {
  await unlock(window);
  const provider = newProvider("Hohtava Cells");
  await go(window, "#/settings/keys");
  await window.click(await window.find("#settings-keys .setting .button"));
  await window.shows(words.keys.made);
  const jwk = await window.run(`return [...document.querySelectorAll(".own-key__text")].at(-1).textContent`);
  await picture(window, "keys");
  await window.type(await window.find("#settings-trust input[type=file]"), await give("list.json", provider.trustList()));
  await window.shows(words.trust.judged_again);

  const diploma = await give("diploma.sd-jwt", provider.diplomaFor(JSON.parse(jwk), CLAIMS));
  await go(window, "#/add");
  await window.type(await window.find("input[type=file]"), diploma);
  await window.shows(words.add.in_wallet);

  await go(window, "#/verify");
  await window.type(await window.find("#ask-name"), ASKER);
  await window.type(await window.find("#ask-wanted"), "diploma");
  await window.click(await window.named(words.ask.give));
  const asked = await codeOnScreen(window, ".ask .code img", "asked.png");
  await picture(window, "verify-ask");

  await go(window, "#/share");
  await window.type(await window.find(".share__asked input[type=file]"), asked);
  await window.shows(words.inquiry.title);
  await window.shows(words.share.see);
  assert.equal(await window.run(`return document.querySelector("#audience").value`), ASKER);
  // The learner holds the date of birth back.
  await window.run(`
    [...document.querySelectorAll("label.tick")].find((line) => line.textContent.includes("2001")).click();`);
  await window.shows(words.share.see);
  await window.click(await window.named(words.share.make));
  const proof = await codeOnScreen(window, ".share__code .code img", "proof.png");
  await picture(window, "share");

  await go(window, "#/verify");
  await window.type(await window.find(".desk__drop input[type=file]"), proof);
  const page = await window.shows(words.verdict.verified.headline);
  assert.ok(page.includes(words.verify.bound_title), page);
  assert.ok(page.includes(words.verify.fresh_answer), page);
  assert.ok(page.includes(CLAIMS.grade) && !page.includes("2001"), "what was held back is nowhere");
  await picture(window, "verify");

  // A copy of it serves nobody: it answered a code.
  await window.type(await window.find(".desk__drop input[type=file]"), proof);
  await window.shows(words.verify.before_text);
}

/** A file that somebody gave the learner. */
async function give(name, content) {
  const path = join(desk, name);
  await writeFile(path, content);
  return path;
}

/** The code that is shown, as a camera or a screenshot would have it. */
async function codeOnScreen(window, css, name) {
  const image = await until("a code", () => window.run("return document.querySelector(arguments[0])?.src", css));
  const png = await window.runAsync(`
    const [source, done] = arguments;
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 900;
      canvas.getContext("2d").drawImage(image, 0, 0, 900, 900);
      done(canvas.toDataURL("image/png").split(",")[1]);
    };
    image.onerror = () => done("");
    image.src = source;`, image);
  return give(name, Buffer.from(png, "base64"));
}

/** The samples meet the rules of the vehicle sector, and without tyre work they would not. */
async function seeGoals(window) {
  await window.click(await window.named(words.nav.goals));
  await window.find(".aim");
  await picture(window, "goals");
  await window.run(`
    [...document.querySelectorAll(".aim")].find((goal) => goal.textContent.includes("Vehicle Sector")).click();`);
  await window.find(".tile");
  assert.match(await standing(window), /^180 of 180 points meet the rules$/);
  await picture(window, "goal");

  await window.click(await window.named("Tyre work, 15 points, filled"));
  await window.shows(words.tile.filled_by);
  await window.click(await window.named(words.tile.try_drop));
  await window.shows(words.what_if.title);
  await until("another count", async () => (await standing(window)).startsWith("165 of 180"));
  await picture(window, "goal-what-if");
  await window.click(await window.named(words.what_if.leave));
  await until("the wallet as it is", async () => (await standing(window)).startsWith("180 of 180"));

  await window.click(await window.named(words.nav.goals));
  await window.click(await window.named(words.skills.title));
  await window.find(".skillset");
  await picture(window, "skills");
}

/** How far the credentials go, as the goal says it. */
function standing(window) {
  return window.run(`
    const total = document.querySelector(".total")?.innerText ?? "";
    return total.replace(/\\s+/g, " ").replace(arguments[0], "").trim();`, words.what_if.tag);
}

async function addAndRead(window) {
  await window.click(await window.find("input[value=passphrase]"));
  await window.find("input[type=password]");
  for (const field of await window.findAll("input[type=password]")) await window.type(field, PASSPHRASE);
  await window.click(await window.named(words.welcome.continue));
  await window.shows(words.wallet.empty_title);

  await window.click(await window.named(words.wallet.add));
  await window.shows(words.add.title);
  await window.type(await window.find("input[type=file]"), SAMPLE);
  await window.shows(words.add.in_wallet);
  await picture(window, "add");

  // Nobody has told this wallet whom to trust, so it must not say more than that.
  await window.click(await window.find(".came__row"));
  const page = await window.shows(words.verdict.undetermined.headline);
  assert.ok(page.includes("Working in the battery industry"), page);
  assert.equal(await count(window, ".checks li"), 8);
  const digest = createHash("sha256").update(await readFile(SAMPLE)).digest("hex");
  const details = await window.run("return document.body.textContent");
  assert.ok(details.includes(digest), "the original is kept exactly");
}

/** The line that the seal does not cover is named before anything else, and shown nowhere else. */
async function addInjected(window) {
  await unlock(window);
  await window.click(await window.named(words.wallet.add));
  await window.shows(words.add.title);
  await window.type(await window.find("input[type=file]"), INJECTED);
  await window.shows(words.add.in_wallet);
  await window.click(await window.find(".came__row"));
  await window.shows(words.verdict.invalid.headline);
  await window.shows(words.unsigned.title.one);
  const places = await window.run(`
    return [...document.querySelectorAll(".unsigned__path")].map((place) => place.textContent.trim());`);
  assert.deepEqual(places, ["credentialSubject › achievement › honours"]);
  const times = await window.run(`
    const inside = [...document.querySelectorAll("main *")].filter((one) => one.children.length === 0);
    return inside.filter((one) => one.textContent === "with distinction").length;`);
  assert.equal(times, 1, "it is shown once: as what is not signed");
  await picture(window, "unsigned");
  await window.run(`document.querySelector(".card--warn").scrollIntoView()`);
  await picture(window, "unsigned-line");
}

async function comeBack(window) {
  await window.shows(words.unlock.title);
  const field = await window.find("input[type=password]");
  await window.type(field, "not this one at all");
  await window.click(await window.named(words.unlock.open));
  await window.find("input[aria-invalid=true]");
  await window.clear(field);
  await unlock(window);
  await until("the credentials", async () => (await verdicts(window)).length === 2);
  assert.deepEqual((await verdicts(window)).sort(), ["invalid", "undetermined"]);
}

async function unlock(window) {
  await window.shows(words.unlock.title);
  await window.type(await window.find("input[type=password]"), PASSPHRASE);
  await window.click(await window.named(words.unlock.open));
  await window.shows(words.wallet.title);
}

/** The page can neither reach the network nor call what it was not granted. */
async function stayInside(window) {
  await window.shows(words.unlock.title);
  const outcome = await window.runAsync(`
    const done = arguments[0];
    const blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "https://tracker.example/pixel.png";
    document.body.append(image);
    const refused = (promise) => promise.then(() => "done", (reason) => String(reason));
    const invoke = window.__TAURI_INTERNALS__.invoke;
    Promise.all([
      refused(fetch("https://tracker.example/")),
      refused(invoke("plugin:dialog|open", { options: {} })),
      refused(invoke("plugin:window|create", {})),
      refused(invoke("plugin:event|emit", { event: "x" })),
    ]).then((calls) => setTimeout(() => done({ calls, blocked, injected: window.injected === true }), 200));`);
  assert.equal(outcome.injected, false);
  assert.deepEqual([...outcome.blocked].sort(), ["connect-src", "img-src", "script-src-elem"]);
  const [fetched, ...called] = outcome.calls;
  assert.notEqual(fetched, "done");
  for (const reason of called) assert.match(reason, /not allowed/);
}

/** Neither the wallet nor what the web view keeps holds a word of the credential. */
async function leaveNoTrace() {
  const planted = ["battery industry", PASSPHRASE, "107377", "with distinction", CLAIMS.family_name, ASKER, EVIDENCE.title, OWNER.family_name];
  const files = await readdir(home, { recursive: true, withFileTypes: true });
  assert.ok(files.some((file) => file.name === "wallet.db"), "the wallet is where it was asked for");
  for (const file of files.filter((file) => file.isFile())) {
    const bytes = await readFile(join(file.parentPath ?? file.path, file.name));
    for (const word of planted) {
      assert.ok(!bytes.includes(word) && !bytes.includes(Buffer.from(word, "utf16le")), `${word} in ${file.name}`);
    }
  }
}

async function step(name, act) {
  const start = Date.now();
  const result = await act();
  console.log(`  ${name}: ${seconds(start)} s`);
  return result;
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}

/** Everything that the program writes goes below one folder; the two TAURI variables let it be driven. */
function environment(home) {
  return {
    HOME: home,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_CACHE_HOME: join(home, "cache"),
    TESSERA_WALLET: join(home, "wallet"),
    LANG: "C.UTF-8",
    LANGUAGE: "en",
    NO_AT_BRIDGE: "1",
    TAURI_AUTOMATION: "true",
    TAURI_WEBVIEW_AUTOMATION: "true",
  };
}
