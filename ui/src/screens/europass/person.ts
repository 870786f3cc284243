import type { CvOwner } from "../../backend/types/CvOwner";
import type { Person } from "../../backend/types/Person";
import { country, language } from "../../words/format";
import { say } from "../../words/index";

/** The fields of the form, as they are typed. */
export type Typed = {
  given_name: string;
  family_name: string;
  email: string;
  dialling: string;
  number: string;
  birth_date: string;
  nationality: string;
  mother_tongues: string[];
  cv_language: string;
};

/** The field that a fault of the wallet is about. */
export const FIELD_OF: Readonly<Record<string, keyof Typed>> = {
  person_name_missing: "given_name",
  person_too_long: "given_name",
  person_email: "email",
  person_phone: "number",
  person_birth_date: "birth_date",
  person_country: "nationality",
  person_cv_language: "cv_language",
};

/** Most mother tongues of one person; the same bound as `MAX_MOTHER_TONGUES` in the core. */
export const MAX_TONGUES = 8;

/** What is said so far, ready to be changed. */
export function typed({ person }: CvOwner): Typed {
  return {
    given_name: person?.given_name ?? "",
    family_name: person?.family_name ?? "",
    email: person?.email ?? "",
    dialling: person?.phone?.dialling ?? "",
    number: person?.phone?.number ?? "",
    birth_date: person?.birth_date ?? "",
    nationality: person?.nationality ?? "",
    mother_tongues: person?.mother_tongues?.length ? person.mother_tongues.map(tongue) : [""],
    cv_language: person?.cv_language ?? "en",
  };
}

/** The person that was typed. What is empty is not said; what is wrong is for the wallet to tell. */
export function personOf(form: Typed, tongues: readonly string[]): Person {
  const said = (text: string) => (text.trim() === "" ? undefined : text.trim());
  const [email, birth_date, nationality] = [said(form.email), said(form.birth_date), said(form.nationality)];
  const called = form.mother_tongues.flatMap((name) => said(name) ?? []);
  const phone = said(form.dialling) || said(form.number) ? { dialling: form.dialling, number: form.number } : undefined;
  return {
    given_name: form.given_name,
    family_name: form.family_name,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(birth_date && { birth_date }),
    ...(nationality && { nationality }),
    mother_tongues: called.map((name) => tongues.find((tag) => sameWord(tongue(tag), name)) ?? name),
    cv_language: form.cv_language,
  };
}

/** A language by the name that people give it. */
export function tongue(tag: string): string {
  if (tag === "me") return say("europass.montenegrin"); // so Europass calls it; no tag of BCP 47
  return language(tag) ?? tag;
}

/** Codes with their names, by name. */
export function named(codes: readonly string[], name: (code: string) => string): { code: string; name: string }[] {
  return codes.map((code) => ({ code, name: name(code) })).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The name of a country by its code, whatever its case. */
export function land(code: string): string {
  return country(code.toUpperCase());
}

function sameWord(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: "base" }) === 0;
}
