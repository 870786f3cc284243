import type { Claim } from "../../backend/types/Claim";
import type { Concept } from "../../backend/types/Concept";
import type { CredentialView } from "../../backend/types/CredentialView";
import type { PlaceOf } from "../../backend/types/PlaceOf";
import type { Party } from "../../backend/types/Party";
import type { Text } from "../../backend/types/Text";
import { language, spaced } from "../../words/format";
import { level, say } from "../../words/index";
import { pick, plain, type Picked } from "../../words/pick";

/** A name and everything that is given for it. */
export type Pair = { readonly name: string; readonly values: readonly Picked[] };

/** What is told about a claim besides what it awards, as far as it is given. */
export function aboutClaim(claim: Claim): Pair[] {
  return given([
    [say("credential.about_whom"), [claim.about]],
    [say("credential.kind"), [claim.achievement_type && spaced(level(claim.achievement_type))]],
    [say("credential.field"), [claim.field_of_study, claim.specialization, ...labels(claim.fields)]],
    [say("credential.prerequisites"), [claim.entry_requirements]],
    [say("credential.participation"), labels([...claim.modes, ...(claim.setting ? [claim.setting] : [])])],
    [say("credential.maturity"), claim.maturity ? [claim.maturity.label] : []],
    ...(["learning", "assessment", "award"] as const).map((of) => placesOf(claim, of)),
    [say("credential.notes"), claim.notes],
    [say("credential.role"), [claim.role]],
    [say("credential.term"), [claim.term]],
    [say("credential.quality"), claim.quality_assurance],
    [say("credential.entitles"), claim.entitlements],
    [say("credential.described_by"), claim.created_by.map(({ name }) => name)],
    [say("credential.code"), [claim.code]],
    [say("credential.license"), [claim.license_number]],
    [say("credential.version"), [claim.version]],
    [say("credential.language"), [claim.language && (language(claim.language) ?? claim.language)]],
    [say("credential.tags"), claim.tags],
    [say("credential.related"), claim.related.map(({ id }) => id)],
  ]);
}

/** What is told about the provider. */
export function aboutProvider(provider: Party): Pair[] {
  return given([
    [say("credential.provider"), [provider.description]],
    [say("credential.website"), [provider.homepage]],
  ]);
}

/** What the credential says that it follows. */
export function rules(view: CredentialView): Pair[] {
  return given([[say("credential.rules"), view.schemas]]);
}

/** The different texts that describe a credential, in reading order. */
export function descriptions(view: CredentialView, main: Claim | undefined): Text[] {
  return [view.description, ...(main ? [main.description] : [])].filter(isNew);
}

/** Where something took place: what is said of each place, in one row. */
function placesOf({ places }: Claim, of: PlaceOf): readonly [string, readonly string[]] {
  const told = places.filter((place) => place.of === of).map(({ name, address, areas, country }) => {
    const parts = [name, address, ...labels(areas), ...(country ? [country.label] : [])].map(plain);
    return [...new Set(parts.filter(Boolean))].join(", ");
  });
  return [say(`credential.place.${of}`), told];
}

function labels(concepts: readonly Concept[]): Text[] {
  return concepts.map(({ label }) => label);
}

function given(pairs: readonly (readonly [string, readonly (Text | string | null)[]])[]): Pair[] {
  return pairs
    .map(([name, values]) => ({ name, values: distinct(values.flatMap(picked)) }))
    .filter(({ values }) => values.length > 0);
}

function picked(value: Text | string | null): Picked[] {
  if (value === null || value === "") return [];
  if (typeof value === "string") return [{ text: level(value) }];
  const found = pick(value);
  return found ? [found] : [];
}

function distinct(values: readonly Picked[]): Picked[] {
  return [...new Map(values.map((value) => [value.text, value])).values()];
}

/** True for a text that is there, and not the same as an earlier one. */
function isNew(text: Text, at: number, all: readonly Text[]): boolean {
  return plain(text) !== "" && all.findIndex((one) => plain(one) === plain(text)) === at;
}
