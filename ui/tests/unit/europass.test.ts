import { describe, expect, test } from "vitest";

import type { ComparedRow } from "../../src/backend/types/ComparedRow";
import type { CvOwner } from "../../src/backend/types/CvOwner";
import en from "../../src/words/en.json";
import { counted, likeness } from "../../src/screens/compare/likeness";
import { FIELD_OF, named, personOf, tongue, typed } from "../../src/screens/europass/person";

const TONGUES = ["fi", "pt", "sv"];

function owner(person: CvOwner["person"]): CvOwner {
  return { person, terms: { countries: [], tongues: TONGUES, cv_languages: [] } };
}

describe("who a CV is about", () => {
  test("what was said comes back as it was", () => {
    const person = {
      given_name: "Aino",
      family_name: "Kivelahti",
      email: "aino@example.org",
      phone: { dialling: "358", number: "401234567" },
      birth_date: "2001",
      nationality: "fi",
      mother_tongues: ["fi", "Kven"],
      cv_language: "me",
    };
    expect(personOf(typed(owner(person)), TONGUES)).toEqual(person);
  });

  test("what is left empty is not said", () => {
    const person = personOf({ ...typed(owner(null)), given_name: "Aino", family_name: "Kivelahti", mother_tongues: ["", " "] }, TONGUES);
    expect(person).toEqual({ given_name: "Aino", family_name: "Kivelahti", mother_tongues: [], cv_language: "en" });
  });

  test("half a telephone number goes to the wallet, which says what is missing", () => {
    const form = { ...typed(owner(null)), number: "40 123" };
    expect(personOf(form, TONGUES).phone).toEqual({ dialling: "", number: "40 123" });
  });

  test("a language is known by its name in any case, and an unknown one stays as it is", () => {
    const tongues = (...names: string[]) => personOf({ ...typed(owner(null)), mother_tongues: names }, TONGUES).mother_tongues;
    expect(tongues("finnish", " Portuguese ", "Elfdalian")).toEqual(["fi", "pt", "Elfdalian"]);
  });

  test("codes are listed by name", () => {
    expect(named(["sv", "me", "fi"], tongue).map(({ name }) => name)).toEqual(["Finnish", "Montenegrin", "Swedish"]);
  });

  test("every fault of a field has words", () => {
    expect(Object.keys(en.fault)).toEqual(expect.arrayContaining(Object.keys(FIELD_OF)));
  });
});

test("rows are the same, different, said by one only, or by neither", () => {
  const value = (key: string) => ({ key, label: key });
  const row = (left: string[], right: string[], same = false): ComparedRow => ({
    element: "level",
    left: left.map(value),
    right: right.map(value),
    same,
  });
  const rows = [row(["a"], ["a"], true), row(["a"], ["b"]), row([], ["b"]), row(["a"], []), row([], [])];
  expect(rows.map(likeness)).toEqual(["same", "different", "one_side", "one_side", "neither"]);
  expect(counted(rows)).toEqual({ same: 1, different: 1, one: 2, neither: 1 });
});
