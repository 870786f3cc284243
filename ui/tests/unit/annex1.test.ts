import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, test } from "vitest";

import { completenessOf } from "../../src/backend/mock/annex1";
import { claim } from "../../src/backend/mock/make";
import type { Completeness } from "../../src/backend/types/Completeness";
import Annex1 from "../../src/screens/credential/Annex1.svelte";

let shown: Record<string, unknown> | undefined;

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

function show(completeness: Completeness): HTMLElement {
  shown = mount(Annex1, { target: document.body, props: { completeness } });
  flushSync();
  return document.body;
}

function text(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

describe("what a micro-credential should state", () => {
  const stated = completenessOf({ claim: claim({ title: { en: "Batteries" } }) });

  test("names what is missing first, with the place where it could stand", () => {
    const first = show(stated).querySelector(".lamps li");
    expect(text(first)).toBe(
      "Learning outcomes. Not stated. Providers can state it at specifiedBy.learningOutcome.title.",
    );
  });

  test("says so where the format has no place", () => {
    const elements = stated.elements.map((lamp) => ({ ...lamp, place: null }));
    expect(text(show({ ...stated, elements }).querySelector(".lamps li"))).toContain("This format has no place for it.");
  });

  test("shows every detail one step down, the optional ones named as such", () => {
    const items = [...show(stated).querySelectorAll("details li")].map(text);
    expect(items).toHaveLength(16);
    expect(items[1]).toBe("Title. Stated at credentialSubject › hasClaim 1 › title");
    expect(items[13]).toBe("Grade (optional). Not stated. Providers can state it at provenBy.grade.noteLiteral.");
  });

  test("gives no score where nothing could be looked for", () => {
    const body = show({ ...stated, unread: "context_unknown" });
    expect(body.querySelector("li")).toBeNull();
    expect(text(body)).not.toContain("of 11");
    expect(text(body)).toContain("context_unknown");
  });
});
