import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { MOCK_PASSPHRASE } from "../../src/backend/mock/passphrase";
import { complaints, focused, LOOK, sharedStage, tabTo } from "./page";

const CREDENTIAL = '{"payload":"{}","signatures":[]}';

let page: Page;
const stage = sharedStage();

/** Lets go of (or pastes) something on the page, as a person would. */
async function bring(kind: "drop" | "paste", what: { text?: string; file?: string }): Promise<void> {
  await page.evaluate(
    ({ kind, what }) => {
      const carried = new DataTransfer();
      if (what.text !== undefined) carried.setData("text/plain", what.text);
      if (what.file !== undefined) carried.items.add(new File([what.file], "brought.jsonld"));
      const event =
        kind === "drop"
          ? new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true })
          : new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    { kind, what },
  );
}

test("with keys alone: make a wallet, add a file, read its verdict", async () => {
  page = await stage.page("/", LOOK);
  // Asked for long before it is needed: the browser takes a moment to hand file choosers over.
  const opened = page.waitForEvent("filechooser");
  await tabTo(page, "Continue");
  await page.keyboard.press("Enter");
  await page.getByText("Your first tile goes here").waitFor();
  expect(await focused(page)).toBe("Wallet");

  await tabTo(page, "Add credentials");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Add credentials" }).waitFor();
  expect(await focused(page)).toBe("Add credentials");

  await tabTo(page, "Choose files");
  await page.keyboard.press("Enter");
  await (await opened).setFiles({ name: "a.jsonld", mimeType: "application/json", buffer: Buffer.from(CREDENTIAL) });
  await page.getByText("Go to the wallet").waitFor();
  expect(await page.getByRole("status").first().textContent()).toBe("One credential added.");

  await tabTo(page, /^Sorting and storing used batteries/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "Verified" }).waitFor();
  expect(await focused(page)).toBe("Sorting and storing used batteries");
  expect(await page.title()).toBe("Sorting and storing used batteries - Tessera");
  expect(complaints(page)).toEqual([]);
});

describe("adding", () => {
  test.each(["drop", "paste"] as const)("a file by %s", async (kind) => {
    page = await stage.page("/?start=empty#/add", LOOK);
    await bring(kind, { file: CREDENTIAL });
    await page.getByRole("link", { name: /Sorting and storing used batteries/ }).waitFor();
  });

  test("text by paste", async () => {
    page = await stage.page("/?start=empty#/add", LOOK);
    await bring("paste", { text: CREDENTIAL });
    await page.getByRole("link", { name: /Sorting and storing used batteries/ }).click();
    await page.getByText("pasted, without a name").waitFor();
  });

  test("a badge out of a message", async () => {
    page = await stage.page("/?start=empty#/add", LOOK);
    await bring("paste", { text: 'Dear Elina, here is your badge: {"proof": {}} Best wishes' });
    await page.getByRole("link", { name: /Sorting and storing used batteries/ }).waitFor();
  });

  test("a list, of which one entry cannot be read", async () => {
    page = await stage.page("/?start=empty#/add", LOOK);
    await bring("drop", { file: '[{"proof": {}}, 7, {"proof": {}}]' });
    await page.getByRole("alert").getByText("One entry of “brought.jsonld” could not be read").waitFor();
    await page.getByRole("alert").getByText("Entry 2 is not a credential Tessera can read").waitFor();
    await page.getByText("The others were added.").waitFor();
    expect(await page.getByRole("status").first().textContent()).toBe(
      "2 credentials added. One entry could not be read.",
    );
    expect(await page.locator(".came__row").count()).toBe(2);
  });

  test("nothing is said to be nothing", async () => {
    page = await stage.page("/?start=empty#/add", LOOK);
    await bring("paste", { text: "  " });
    await page.getByRole("alert").getByText("There is no text to paste").waitFor();
  });

  test("a clipboard that refuses leads to the keys", async () => {
    page = await stage.page("/?start=empty#/add", LOOK);
    await page.getByRole("button", { name: /^Paste/ }).click();
    await page.getByRole("alert").getByText("Press Ctrl+V on this page instead.").waitFor();
  });

  test("a file let go beside the place for it does not replace the page", async () => {
    page = await stage.page("/?start=open", LOOK);
    const kept = await page.evaluate(
      () => !document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true })),
    );
    expect(kept).toBe(true);
  });
});

test("search finds as one types, and clearing shows all again", async () => {
  page = await stage.page("/?start=open", LOOK);
  const rows = page.locator(".item");
  await rows.nth(11).waitFor();
  await page.getByRole("searchbox").fill("voltaro cells");
  await page.getByText("One of 14 credentials matches.").waitFor();
  expect(await rows.allInnerTexts()).toHaveLength(1);
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByRole("button", { name: "Clear the search" }).click();
  await rows.nth(11).waitFor();
});

test("sorting by name orders a list without groups", async () => {
  page = await stage.page("/?start=open", LOOK);
  await page.getByRole("radio", { name: "No groups" }).check();
  await page.getByRole("combobox", { name: "Sort" }).selectOption("Name");
  await page.waitForFunction(() => document.querySelector(".item__title")?.textContent === "Battery pack dismantling");
});

describe("deleting", () => {
  test("asks first, with the focus on the safe answer, and Escape keeps it", async () => {
    page = await stage.page("/?start=open#/credential/high-voltage", LOOK);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog", { name: "Delete this credential?" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === "Keep");
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    expect(await page.locator("h1").textContent()).toBe("High-voltage safety, level 2");
  });

  test("offers to export first, and then deletes nothing", async () => {
    page = await stage.page("/?start=open#/credential/high-voltage", LOOK);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Export first" }).click();
    await page.getByText("Saved as vysoke-napeti.jsonld, exactly as it came.").waitFor();
  });

  test("leads back to the wallet, which says so", async () => {
    page = await stage.page("/?start=open#/credential/high-voltage", LOOK);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByText("“High-voltage safety, level 2” was deleted from this wallet.").waitFor();
    await page.getByText("13 credentials from 7 providers.").waitFor();
  });
});

describe("a badge", () => {
  test("with a line that nobody signed names it before anything else", async () => {
    page = await stage.page("/?start=open#/credential/battery-labels", LOOK);
    await page.getByRole("heading", { level: 2, name: "Not valid" }).waitFor();
    const headings = await page.locator("main h2").allInnerTexts();
    expect(headings.slice(0, 2)).toEqual(["Not valid", "One line is not signed"]);
    const section = page.getByRole("region", { name: "One line is not signed" });
    expect(await section.locator(".unsigned__path").innerText()).toBe("credentialSubject › achievement › grade");
    expect(await section.locator(".unsigned__value").innerText()).toBe('It says: "with distinction"');
  });

  test("shows each endorsement with a verdict of its own", async () => {
    page = await stage.page("/?start=open#/credential/cell-assembly", LOOK);
    await page.getByRole("heading", { level: 3, name: "Lakeland Skills Council endorses what was achieved" }).waitFor();
    const cards = page.locator(".inner__one");
    expect(await cards.locator(".badge").allInnerTexts()).toEqual(["Verified", "Not recognised"]);
    expect(await cards.nth(0).getByText("It speaks about something else").count()).toBe(0);
    await cards.nth(1).getByText("It speaks about something else").waitFor();
  });

  test("never shows the fingerprint of an address as who it was given to", async () => {
    page = await stage.page("/?start=open#/credential/cell-assembly", LOOK);
    await page.getByText("A hidden e-mail address").waitFor();
    expect(await page.locator(".facts").innerText()).not.toContain("sha256$");
  });
});

test("checking again says what it came to", async () => {
  page = await stage.page("/?start=open#/credential/data-sheets", LOOK);
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByText("Checked again: Not recognised.").waitFor();
});

describe("locking", () => {
  test("a wrong passphrase keeps the field and the focus; the right one opens", async () => {
    page = await stage.page("/?start=locked", LOOK);
    const field = page.getByLabel("Passphrase", { exact: true });
    await field.fill("a wrong one");
    await page.keyboard.press("Enter");
    await page.getByText("This is not the passphrase.").waitFor();
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await field.fill(MOCK_PASSPHRASE);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Lock" }).click();
    await page.getByRole("heading", { name: "Open your wallet" }).waitFor();
  });

  test("a new passphrase is asked for twice", async () => {
    page = await stage.page("/?keychain=no", LOOK);
    await page.getByLabel("Passphrase", { exact: true }).fill("a long enough one");
    await page.getByLabel("The same passphrase again").fill("another one");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("The two do not match.").waitFor();
    await page.getByLabel("The same passphrase again").fill("a long enough one");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Your first tile goes here").waitFor();
  });
});

test("the sample wallet says what it is on every screen, and can be left", async () => {
  page = await stage.page("/", LOOK);
  await page.getByRole("button", { name: "Look around with sample credentials" }).click();
  await page.getByText("14 credentials from 7 providers.").waitFor();
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await page.getByText("Test providers; nothing you do here is saved.").waitFor();
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("heading", { name: /^Keep what you have learned/ }).waitFor();
});

test("the chosen appearance outlives the page", async () => {
  page = await stage.page("/?start=open", LOOK);
  await page.getByRole("button", { name: "Light or dark" }).click();
  await page.reload();
  await page.locator("h1").waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
});

test("the appearance is chosen in the settings, kept, and given back to the computer", async () => {
  page = await stage.page("/?start=open#/settings/appearance", LOOK);
  const look = () => page.evaluate(() => document.documentElement.dataset["theme"] ?? "system");
  expect(await focused(page)).toBe("Appearance");
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.reload();
  expect(await look()).toBe("dark");
  await page.getByRole("button", { name: "Light or dark" }).click();
  expect(await page.getByRole("radio", { name: "Light" }).isChecked()).toBe(true);
  await page.getByRole("radio", { name: "System" }).check();
  expect(await look()).toBe("system");
});

test("a trusted list of an unknown signer waits for a comparison; then it can be let be and removed", async () => {
  page = await stage.page("/?start=empty#/settings", LOOK);
  await page.getByText("You have no trust list").waitFor();
  await bring("drop", { file: "<TrustServiceStatusList/>" });
  const yes = page.getByRole("button", { name: "Add the list" });
  expect(await yes.isDisabled()).toBe(true);
  await page.getByRole("checkbox", { name: /I have compared/ }).check();
  await yes.click();
  await page.getByText("“EU trusted list (EE)” was added.").waitFor();
  await page.getByText("this list vouches for nobody").waitFor();
  await page.getByRole("checkbox", { name: "EU trusted list (EE)" }).uncheck();
  await page.getByRole("button", { name: "Remove EU trusted list (EE)" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("You have no trust list").waitFor();
});

test("a list is pasted, and a wrong one is refused in words", async () => {
  page = await stage.page("/?start=empty#/settings", LOOK);
  await page.getByText("You have no trust list").waitFor();
  await bring("paste", { text: "hello" });
  await page.getByRole("alert").getByText("Pasted text is no trust list").waitFor();
  await bring("paste", { text: '{"registry":{}}' });
  await page.getByText("“Pasted list” was added.").waitFor();
});

test("what was asked of the network is read, erased after a question, and asking can be forbidden", async () => {
  page = await stage.page("/?start=open#/settings/network", LOOK);
  expect(await focused(page)).toBe("Network");
  await page.getByText("5 requests").waitFor();
  await page.getByText("Did not answer in time.").waitFor();
  await page.getByRole("radio", { name: "Offline" }).check();
  await page.getByRole("button", { name: "Erase this list" }).click();
  await page.getByRole("button", { name: "Keep the list" }).click();
  await page.getByText("5 requests").waitFor();
  await page.getByRole("button", { name: "Erase this list" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Erase this list" }).click();
  await page.getByText("Nothing has been asked of the network.").waitFor();
  await page.getByText("The list was erased.").waitFor();
  expect(await page.getByRole("radio", { name: "Offline" }).isChecked()).toBe(true);
});

test("a button fades, except for a person who asked for no motion", async () => {
  page = await stage.page("/?start=open", LOOK);
  const fade = () => page.locator(".button").first().evaluate((button) => getComputedStyle(button).transitionDuration);
  expect(await fade()).toBe("0s");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await fade()).toBe("0.12s");
});

describe("the stage", () => {
  test("enforces the policy of the window", async () => {
    page = await stage.page("/", LOOK);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'broken in'";
      document.body.append(script);
    });
    expect(await page.title()).not.toBe("broken in");
    expect(complaints(page).join()).toContain("script-src 'self'");
  });

  test("hears of a control without a name", async () => {
    page = await stage.page("/", LOOK);
    await page.evaluate(() => document.body.append(document.createElement("button")));
    expect((await stage.violations(page)).join()).toContain("button-name");
  });
});
