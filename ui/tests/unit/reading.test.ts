import { afterEach, describe, expect, test } from "vitest";

import type { CredentialView } from "../../src/backend/types/CredentialView";
import { languagesOf } from "../../src/screens/credential/languages";
import { pages } from "../../src/screens/credential/pictures";
import { pick, wanted } from "../../src/words/pick";
import { reading } from "../../src/words/reading.svelte";
import { claim } from "../../src/backend/mock/make";
import { report } from "./sample";

const TITLE = { en: "Level 6", fi: "Taso 6", sv: "Nivå 6" };

afterEach(() => reading.choose(undefined));

describe("the language that is read", () => {
  test("comes before those that the person prefers", () => {
    reading.choose("sv");
    expect(pick(TITLE)).toEqual({ text: "Nivå 6", lang: "sv" });
    expect(wanted()[0]).toBe("sv");
  });

  test("gives way where a text is missing: as the person prefers, then in English, then as it comes", () => {
    expect(pick(TITLE, ["pt", "fi-FI", "sv"])).toEqual({ text: "Taso 6", lang: "fi" });
    reading.choose("pt");
    expect(pick({ en: "Level 6", fi: "Taso 6" })?.lang).toBe("en");
    expect(pick({ hu: "6. szint" })).toEqual({ text: "6. szint", lang: "hu" });
  });

  test("puts the pages of the certificate in that language first", () => {
    const page = (language: string) => ({ language, page: 1, media_type: "image/png", base64: "AAAA" });
    reading.choose("fi");
    expect(pages([page("en"), page("fi")]).map(({ image }) => image.language)).toEqual(["fi", "en"]);
  });
});

test("a credential is offered in the languages that it speaks, its main ones first", () => {
  const spoken = (view: Partial<CredentialView>) => languagesOf({ ...report().claims, images: [], claims: [], ...view });
  const parts = [claim({ title: { de: "Teil" } })];
  const title = { en: "Course", fi: "Kurssi", und: "?" };
  expect(spoken({ title, issuer: { ...report().claims.issuer, name: { "pt-br": "Escola" } }, languages: ["FI", "es"], claims: [claim({ title: { hu: "Tanfolyam" }, parts })] })).toEqual(["fi", "de", "en", "hu", "pt-br"]);
  const issuer = { ...report().claims.issuer, name: { en: "College" } };
  expect(spoken({ title: { en: "Course" }, issuer, languages: [] })).toEqual(["en"]);
});
