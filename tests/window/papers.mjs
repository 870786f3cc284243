// What a learner takes along: files for Europass, evidence of one's own, a pack for an assessor. Every file is saved where
// the dialog of the system is told to, and read again here.

import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { dialogs, saveAs, saveNothing } from "./dialog.mjs";
import { count, filled, go, picture, ROOT, words } from "./page.mjs";
import { until } from "./webdriver.mjs";

export const OWNER = { given_name: "Ilmatar", family_name: "Suvantola" };
export const EVIDENCE = {
  title: "Two winters in the bicycle workshop",
  description: "I trued wheels and taught beginners to do the same.",
  skills: "Tyre work",
  links: "https://workshop.example/winters",
};
const PHOTO = "wheels.txt";

/** Looks around in the sample wallet and takes along what can be taken; files go into `desk`. */
export async function takeAlong(window, desk) {
  await window.click(await window.named(words.welcome.samples));
  await window.shows(words.samples.title);
  await bringToEurope(window, desk);
  await compareTwo(window);
  await readInFinnish(window);
  const counted = await goals(window);
  await keepEvidence(window, desk);
  assert.deepEqual(await goals(window), counted, "one's own word counts toward no goal");
  await makePack(window, desk);
}

/** The CV is asked about once, and saved for the editor and for people. */
async function bringToEurope(window, desk) {
  await choose(window, 3);
  await window.click(await window.named(words.europass.title));
  await window.shows(words.europass.person_title);
  for (const [field, text] of Object.entries(OWNER)) {
    await window.type(await window.find(`input[name=${field}]`), text);
  }
  await picture(window, "europass-person");

  // Pressed twice in a hurry, and then thought better of: one dialog, and no file.
  await window.run(`
    const save = document.querySelector("form button[type=submit]");
    save.click();
    save.click();`);
  await saveNothing();
  assert.equal(await dialogs(), 0);
  await window.click(await window.named(words.europass.make));
  const xml = join(desk, "cv.xml");
  await saveAs(xml);
  await window.shows(filled(words.europass.made, { name: "cv.xml" }));
  await candidate(window, await readFile(xml, "utf8"));

  assert.equal(await count(window, "input[name=family_name]"), 0, "asked once");
  await window.click(await window.named(words.europass.make_page));
  const pdf = join(desk, "cv.pdf");
  await saveAs(pdf);
  await window.shows(filled(words.europass.made_page, { name: "cv.pdf" }));
  whole(await readFile(pdf));
  await picture(window, "europass");

  await window.click(await window.named(words.europass.portfolio));
  await saveAs(join(desk, "portfolio.html"));
  await window.shows(filled(words.europass.elsewhere_saved, { name: "portfolio.html" }));
  assert.ok((await readFile(join(desk, "portfolio.html"), "utf8")).includes(OWNER.family_name));
}

/** A candidate document that the web view can read, about its owner and with what was chosen. */
async function candidate(window, xml) {
  const read = await window.run(`
    const page = new DOMParser().parseFromString(arguments[0], "application/xml");
    const within = (element, name) => [...(element?.getElementsByTagNameNS("*", name) ?? [])];
    const [person] = within(page, "CandidatePerson");
    const named = (name) => within(person, name).map((element) => element.textContent);
    return {
      broken: page.querySelector("parsererror")?.textContent ?? null,
      root: page.documentElement.localName,
      names: [...named("GivenName"), ...named("FamilyName")],
      attended: within(page, "EducationOrganizationAttendance").length,
    };`, xml);
  assert.deepEqual(read, { broken: null, root: "Candidate", names: Object.values(OWNER), attended: 3 });
}

/** A PDF from its first line to its last, whose table of contents is where it says, with a file in it. */
function whole(bytes) {
  const text = bytes.toString("latin1");
  assert.match(text, /^%PDF-\d\.\d/);
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  assert.match(text.slice(table), /^(xref|\d+ 0 obj)/);
  assert.ok(text.includes("/EmbeddedFile"), "the document for the editor is in it");
}

/** Two credentials, detail by detail. */
async function compareTwo(window) {
  await go(window, "#/wallet");
  await choose(window, 2);
  await window.click(await window.named(words.compare.act));
  await window.shows(words.compare.differing);
  const all = await until("every detail", () => count(window, ".compared tbody tr"));
  await picture(window, "compare");
  await window.run(`document.querySelector("label.tick input").click()`);
  await until("what differs alone", async () => {
    const left = await count(window, ".compared tbody tr");
    return left > 0 && left < all;
  });
}

/** A credential in two languages is read in the other one, and nothing of it changes. */
async function readInFinnish(window) {
  await go(window, "#/wallet");
  await window.find("a.item");
  await window.run(`
    [...document.querySelectorAll("a.item")].find((item) => item.textContent.includes("battery industry")).click();`);
  await window.shows(words.credential.reading);
  await window.run(`
    const select = document.querySelector(".reading select");
    select.value = "fi";
    select.dispatchEvent(new Event("change", { bubbles: true }));`);
  await window.shows("Akkuteollisuudessa toimiminen");
  assert.equal(await window.run(`return document.querySelector("h1 [lang]")?.lang`), "fi");
  await window.shows(words.verdict.verified.headline);
  await picture(window, "credential-finnish");
}

/** How far each goal is, as the list of goals says it. */
async function goals(window) {
  await go(window, "#/goals");
  await window.find(".aim");
  return window.run(`return [...document.querySelectorAll(".aim")].map((goal) => goal.innerText)`);
}

/** Something learned without a credential, with an address and a file. */
async function keepEvidence(window, desk) {
  await go(window, "#/evidence");
  await window.click(await window.named(words.declared.add));
  for (const [field, text] of Object.entries(EVIDENCE)) {
    await window.type(await window.find(`[name=${field}]`), text);
  }
  await window.click(await window.named(words.declared.keep));
  await window.shows(filled(words.declared.kept, EVIDENCE));
  const photo = join(desk, PHOTO);
  await writeFile(photo, "Nothing opens this: <script>alert(1)</script>");
  await window.type(await window.find(".files input[type=file]"), photo);
  await window.shows(filled(words.declared.file_kept, { name: PHOTO }));
  const page = await window.text();
  for (const text of [words.declared.tag, EVIDENCE.links, PHOTO]) assert.ok(page.includes(text), `${text} in ${page}`);
  assert.equal(await count(window, "main li a"), 0, "an address is text");
  await picture(window, "evidence");
}

/** Evidence and credentials, held against a goal, in a folder that an assessor reads without Tessera. */
async function makePack(window, desk) {
  await go(window, "#/goals");
  await window.find(".aim");
  await window.run(`
    [...document.querySelectorAll(".aim")].find((goal) => goal.textContent.includes("Vehicle Sector")).click();`);
  await window.find(".tile");
  await window.click(await window.named(words.pack.goal_act));
  await window.shows(words.pack.learner);
  await window.run(`
    const own = [...document.querySelectorAll("label.tick")].find((line) => line.textContent.includes(arguments[0]));
    if (!own.querySelector("input").checked) own.click();`, EVIDENCE.title);
  assert.equal(await window.run(`return document.querySelector("[name=learner]").value`), Object.values(OWNER).join(" "));
  await window.type(await window.find("[name=audience]"), "Saarenranta Vocational College");
  await window.click(await window.named(words.pack.look));
  await window.shows(words.pack.preview);
  await picture(window, "pack");
  await window.click(await window.named(words.pack.save));
  const folder = join(desk, "pack");
  await saveAs(folder);
  await window.shows(filled(words.pack.saved, { folder: "pack" }));

  const files = await readdir(folder, { recursive: true });
  const page = await readFile(join(folder, "index.html"), "utf8");
  for (const text of [EVIDENCE.title, EVIDENCE.links, OWNER.family_name]) assert.ok(page.includes(text), text);
  const bytes = await Promise.all(files.filter((name) => name.includes(".")).map((name) => readFile(join(folder, name))));
  const holds = async (path) => {
    const original = await readFile(path);
    return bytes.some((one) => one.equals(original));
  };
  assert.ok(await holds(join(desk, PHOTO)), `the file is in it as it was: ${files}`);
  assert.ok(await holds(join(ROOT, "samples/out/vehicle-units.jsonld")), `the original is in it as it was: ${files}`);
}

/** Chooses the first credentials of the list. */
async function choose(window, most) {
  await window.click(await window.named(words.bulk.begin));
  await window.find(".bulk");
  await window.run(`
    [...document.querySelectorAll("main input[type=checkbox]")].slice(0, arguments[0]).forEach((box) => box.click());`, most);
  await window.shows(filled(words.bulk.chosen.other, { n: most }));
}
