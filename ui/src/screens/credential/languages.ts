import type { Claim } from "../../backend/types/Claim";
import type { CredentialView } from "../../backend/types/CredentialView";
import type { Text } from "../../backend/types/Text";

/** The languages in which a credential says something that is shown, its main languages first. */
export function languagesOf(view: CredentialView): string[] {
  const texts = [view.title, view.description, view.issuer.name, ...view.claims.flatMap(textsOf)];
  const said = new Set(texts.flatMap((text) => Object.keys(text)));
  view.images.forEach(({ language }) => language && said.add(language.toLowerCase()));
  said.delete("und");
  const main = view.languages.map((tag) => tag.toLowerCase()).filter((tag) => said.has(tag));
  return [...new Set([...main, ...[...said].toSorted()])];
}

/** Every text of a claim and its parts; labels of terms are in many languages by themselves, and say nothing of the credential's. */
function textsOf(claim: Claim): Text[] {
  const { title, description, outcome_summary, entry_requirements, awarded_by, outcomes, assessments, parts } = claim;
  return [
    ...[title, description, outcome_summary, entry_requirements],
    ...awarded_by.map(({ name }) => name),
    ...outcomes.map((outcome) => outcome.title),
    ...assessments.flatMap((one) => [one.title, one.grade]),
    ...parts.flatMap(textsOf),
  ];
}
