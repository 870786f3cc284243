// The dialog in which a file is saved. The system draws it, not the page, so that no web driver sees it: it is answered
// with the keyboard, as a person does.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { until } from "./webdriver.mjs";

/** What the dialog is called. */
const TITLE = "^Save File$";

const run = promisify(execFile);

/** Waits for the dialog, types where the file goes, and presses Return. */
export async function saveAs(path) {
  const dialog = await until("the dialog for saving", shown);
  await xdotool("windowfocus", "--sync", dialog);
  await xdotool("key", "ctrl+a");
  await xdotool("type", "--delay", "4", path);
  await xdotool("key", "Return");
  await gone();
}

/** Waits for the dialog, and closes it with Escape: nothing is saved. */
export async function saveNothing() {
  const dialog = await until("the dialog for saving", shown);
  await xdotool("windowfocus", "--sync", dialog);
  await xdotool("key", "Escape");
  await gone();
}

/** How many such dialogs are open. */
export async function dialogs() {
  return (await found()).length;
}

async function shown() {
  const open = await found();
  assert.ok(open.length < 2, "one dialog at a time");
  return open[0];
}

function gone() {
  return until("the dialog to be gone", async () => (await dialogs()) === 0);
}

/** The dialogs on the screen. Where there is none, the program says so with its status. */
function found() {
  return xdotool("search", "--onlyvisible", "--name", TITLE).catch((error) => {
    if (error.code === 1) return [];
    throw error;
  });
}

async function xdotool(...words) {
  const { stdout } = await run("xdotool", words);
  return stdout.split("\n").filter(Boolean);
}
