import type { Completeness } from "../types/Completeness";
import type { Element } from "../types/Element";
import type { Lamp } from "../types/Lamp";
import type { Invented } from "./make";

/** Which elements of Annex I an invented credential states, as an achievement of the European Learning Model. */
export function completenessOf({ claim }: Pick<Invented, "claim">): Completeness {
  const elements = LAMPS.map(([element, mandatory, place]) => lamp(element, mandatory, place, states(claim)[element]));
  const count = (mandatory: boolean) => elements.filter((one) => one.mandatory === mandatory && one.found).length;
  return {
    mandatory_found: count(true),
    mandatory_of: 11,
    optional_found: count(false),
    optional_of: 5,
    elements,
  };
}

function lamp(element: Element, mandatory: boolean, place: string, found: boolean): Lamp {
  const at = found ? [`/credentialSubject/hasClaim/0/${place.replaceAll(".", "/")}`] : [];
  return { element, mandatory, found, at, place };
}

function states(claim: Invented["claim"]): Record<Element, boolean> {
  return {
    learner: true,
    title: true,
    issuer_country: true,
    awarding_body: true,
    date_of_issuing: true,
    learning_outcomes: claim.outcomes.length > 0,
    workload: claim.credits.length > 0 || claim.workload !== null,
    level: claim.eqf_level !== null,
    assessment_type: claim.assessments.some(({ kinds }) => kinds.length > 0),
    participation: claim.modes.length > 0,
    quality_assurance: claim.quality_assurance.length > 0,
    prerequisites: Object.keys(claim.entry_requirements).length > 0,
    supervision: claim.assessments.some(({ identity_check }) => identity_check !== null),
    grade: claim.assessments.some(({ grade }) => Object.keys(grade).length > 0),
    stackability: claim.parts.length > 0,
    further_information: false,
  };
}

const LAMPS: readonly (readonly [Element, boolean, string])[] = [
  ["learner", true, "credentialSubject.fullName"],
  ["title", true, "title"],
  ["issuer_country", true, "awardedBy.awardingBody.location.address.countryCode"],
  ["awarding_body", true, "awardedBy.awardingBody.legalName"],
  ["date_of_issuing", true, "issued"],
  ["learning_outcomes", true, "specifiedBy.learningOutcome.title"],
  ["workload", true, "specifiedBy.creditPoint.point"],
  ["level", true, "specifiedBy.eqfLevel"],
  ["assessment_type", true, "provenBy.specifiedBy.dcType"],
  ["participation", true, "specifiedBy.mode"],
  ["quality_assurance", true, "specifiedBy.accreditation"],
  ["prerequisites", false, "specifiedBy.entryRequirement.noteLiteral"],
  ["supervision", false, "provenBy.idVerification"],
  ["grade", false, "provenBy.grade.noteLiteral"],
  ["stackability", false, "specifiedBy.isPartialQualification"],
  ["further_information", false, "specifiedBy.additionalNote.noteLiteral"],
];
