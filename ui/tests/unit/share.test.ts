import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { Seen } from "../../src/backend/types/Seen";
import type { SharePreview } from "../../src/backend/types/SharePreview";
import Preview from "../../src/screens/share/Preview.svelte";
import { asPicture, clock, nameOf, requested, valueOf } from "../../src/screens/share/told";

let shown: Record<string, unknown> | undefined;
afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

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

test("names and values are told in words", () => {
  expect(nameOf(held("birthdate", ""))).toBe("Date of birth");
  expect(nameOf(held("favourite_colour", ""))).toBe("Favourite colour");
  expect(nameOf(held("<b>\u202ex", ""))).toBe("<b> x");
  expect(valueOf(held("birthdate", "2001-04-30"))).toBe("30 April 2001");
});

test("what is left empty is not asked for, and time reads like a clock", () => {
  expect(requested([], " ", "", 120)).toEqual({ chosen: [], audience: null, nonce: null, lifetime: 120, form: "best" });
  expect([clock(120), clock(62), clock(9)]).toEqual(["2:00", "1:02", "0:09"]);
  expect(asPicture('<svg a="#">')).toBe("data:image/svg+xml,%3Csvg%20a%3D%22%23%22%3E");
});
