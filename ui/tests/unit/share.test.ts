import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { Backend } from "../../src/backend/index";
import type { Seen } from "../../src/backend/types/Seen";
import type { ShareMade } from "../../src/backend/types/ShareMade";
import type { SharePreview } from "../../src/backend/types/SharePreview";
import Code from "../../src/screens/share/Code.svelte";
import Preview from "../../src/screens/share/Preview.svelte";
import Share from "../../src/screens/share/Share.svelte";
import { asPicture, clock, nameOf, requested, valueOf } from "../../src/screens/share/told";

let shown: Record<string, unknown> | undefined;
afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

/** An answer that the test gives when it likes. */
function pending<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve: (value: T) => resolve(value) };
}

const held = (name: string, value: string): Seen => ({ what: "claim", name, value, at: `/${name}` });

const PREVIEW: SharePreview = {
  parts: [
    {
      record: "diploma",
      title: "Diploma",
      issuer: "Pohjankaari Vocational College",
      visible: [held("given_name", "Aino"), held("birthdate", "2001-04-30")],
      hidden: [held("grade", "excellent")],
      choosable: true,
      bond: "holder",
      warnings: ["birth_date", "shown_whole"],
    },
  ],
  lifetime: 120,
  answers: false,
};

const MADE: ShareMade = {
  codes: ["<svg xmlns='http://www.w3.org/2000/svg'/>"],
  version: 18,
  link: null,
  bytes: 900,
  file_name: "proof.sd-jwt",
  text: null,
  made_at: "2026-11-22T09:12:00Z",
  expires: "2026-11-22T09:14:00Z",
  parts: [],
};

test("a tick shows one thing more or one thing less, and nothing else changes", () => {
  const onpick = vi.fn();
  shown = mount(Preview, { target: document.body, props: { preview: PREVIEW, onpick, onchange: () => undefined } });
  flushSync();
  const [first, second, third] = document.querySelectorAll<HTMLInputElement>("input[type=checkbox]");
  expect([first, second, third].map((one) => one?.checked)).toEqual([true, true, false]);
  second?.click();
  expect(onpick).toHaveBeenLastCalledWith("diploma", ["/given_name"]);
  third?.click();
  expect(onpick).toHaveBeenLastCalledWith("diploma", ["/given_name", "/birthdate", "/grade"]);
  expect(document.body.textContent).toContain("Your date of birth is shown");
});

test("a proof of what was chosen before is never shown", async () => {
  const made = pending<ShareMade>();
  const backend = {
    previewShare: () => Promise.resolve(PREVIEW),
    makeShare: () => made.promise,
    shareLog: () => Promise.resolve({ entries: [], older: null }),
  } as unknown as Backend;
  shown = mount(Share, { target: document.body, props: { backend, record: "diploma" } });
  const ticks = () => document.querySelectorAll<HTMLInputElement>("input[type=checkbox]");
  await vi.waitFor(() => expect(ticks().length).toBe(3));
  document.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
  ticks()[1]?.click();
  made.resolve(MADE);
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
  expect(document.querySelector("img")).toBeNull();
  expect(document.querySelector("button[type=submit]")?.getAttribute("aria-disabled")).toBe("false");
});

test("what is printed is one code that lasts", async () => {
  const printShare = vi.fn(() => Promise.resolve("proof.pdf"));
  const backend = { printShare } as unknown as Backend;
  const far = new Date(Date.now() + 1e9).toISOString();
  for (const [first, lifetime, told] of [
    [{ ...MADE, expires: far }, 120, "On paper it has to last longer"],
    [{ ...MADE, expires: far, codes: [...MADE.codes, ...MADE.codes] }, 86_400, "so it cannot be printed"],
    [{ ...MADE, expires: far }, 86_400, undefined],
    [{ ...MADE, expires: null }, 120, undefined],
  ] as const) {
    shown = mount(Code, { target: document.body, props: { backend, first: { ...first, codes: [...first.codes], parts: [] }, lifetime } });
    flushSync();
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "Save as PDF to print");
    expect(button === undefined).toBe(told !== undefined);
    if (told !== undefined) expect(document.body.textContent).toContain(told);
    button?.click();
    await unmount(shown);
    shown = undefined;
  }
  expect(printShare).toHaveBeenCalledTimes(2);
});

test("the answer to what was asked last is what counts", async () => {
  const answers = [pending<SharePreview>(), pending<SharePreview>()];
  let asked = 0;
  const backend = {
    previewShare: () => answers[asked++]?.promise,
    shareLog: () => Promise.resolve({ entries: [], older: null }),
  } as unknown as Backend;
  shown = mount(Share, { target: document.body, props: { backend, record: "diploma" } });
  flushSync();
  const lifetime = document.querySelector<HTMLSelectElement>("#lifetime");
  lifetime?.dispatchEvent(new Event("change", { bubbles: true }));
  answers[1]?.resolve(PREVIEW);
  answers[0]?.resolve({ ...PREVIEW, parts: [] });
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
  expect(document.body.textContent).toContain("Pohjankaari Vocational College");
});

test("names and values are told in words", () => {
  expect(nameOf(held("birthdate", ""))).toBe("Date of birth");
  expect(nameOf(held("favourite_colour", ""))).toBe("Favourite colour");
  expect(nameOf(held("credentialSubject/result/0/value", ""))).toBe("Result 1, value");
  expect(nameOf(held("issuer/name", ""))).toBe("Issuer, name");
  expect(nameOf(held("<b>\u202ex", ""))).toBe("<b> x");
  expect(valueOf(held("birthdate", "2001-04-30"))).toBe("30 April 2001");
});

test("what is left empty is not asked for, and time reads like a clock", () => {
  expect(requested([], " ", "", 120)).toEqual({ chosen: [], audience: null, nonce: null, lifetime: 120, form: "best" });
  expect([clock(120), clock(62), clock(9)]).toEqual(["2:00", "1:02", "0:09"]);
  expect(asPicture('<svg a="#">')).toBe("data:image/svg+xml,%3Csvg%20a%3D%22%23%22%3E");
});
