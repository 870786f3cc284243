import type { Backend } from "../index";
import type { Bringing } from "../types/Bringing";
import type { Card } from "../types/Card";
import type { ComparedRow } from "../types/ComparedRow";
import type { ComparedValue } from "../types/ComparedValue";
import type { Detail } from "../types/Detail";
import type { Element } from "../types/Element";
import type { Person } from "../types/Person";
import type { Text } from "../types/Text";

type MockEuropass = Pick<Backend, "bringing" | "cvOwner" | "forgetCvOwner" | "saveCv" | "compare">;

/** What this asks of the rest of the invented wallet. */
interface Wallet {
  find(record: string): Detail;
  card(detail: Detail): Card;
  refuse(code: string): never;
}

/** The way to Europass; the rules are a sketch of those in the core. */
export function mockEuropass({ find, card, refuse }: Wallet): MockEuropass {
  let person: Person | null = null;

  function brought(record: string): Bringing {
    const detail = find(record);
    const { report } = detail;
    const { title, issuer } = card(detail);
    const library = report.profile !== "edc" ? "other_format" : report.verdict === "invalid" ? "seal_broken" : undefined;
    const listed = report.verdict === "verified";
    return {
      record,
      title,
      issuer,
      ways: [
        library
          ? { way: "library", outcome: "fail", obstacle: library }
          : { way: "library", outcome: listed ? "pass" : "undetermined", obstacle: listed ? null : "seal_unlisted" },
        report.verdict === "invalid"
          ? { way: "cv", outcome: "fail", obstacle: "invalid" }
          : { way: "cv", outcome: "pass", obstacle: null },
      ],
    };
  }

  const owner = async () => ({ person, terms: TERMS });

  return {
    bringing: async (records) => records.map(brought),
    cvOwner: owner,
    forgetCvOwner: () => {
      person = null;
      return owner();
    },
    saveCv: async (_, said, onPaper) => {
      if (said === null && person === null) refuse("person_unknown");
      if (said === null) return onPaper ? PAGE : FILE;
      if (said.email !== undefined && !said.email.includes("@")) refuse("person_email");
      if (said.phone && !/^\+?[1-9]\d{0,2}$/.test(said.phone.dialling)) refuse("person_phone");
      person = { ...said, given_name: said.given_name.trim(), family_name: said.family_name.trim() };
      return FILE;
    },
    compare: async (left, right) => {
      const [one, other] = [find(left), find(right)].map(said);
      return ELEMENTS.map((element) => row(element, one?.[element] ?? [], other?.[element] ?? []));
    },
  };
}

function row(element: Element, left: ComparedValue[], right: ComparedValue[]): ComparedRow {
  const keys = (values: ComparedValue[]) => values.map(({ key }) => key).toSorted().join();
  return { element, left, right, same: left.length > 0 && keys(left) === keys(right) };
}

/** What an invented credential says, element by element. */
function said({ report: { claims: view } }: Detail): Partial<Record<Element, ComparedValue[]>> {
  const [claim] = view.claims;
  if (claim === undefined) return {};
  const text = (value: Text | string | null | undefined): ComparedValue[] => {
    const words = typeof value === "string" ? value : value && (value["en"] ?? Object.values(value)[0]);
    return words ? [{ key: words, label: words }] : [];
  };
  return {
    learner: text(view.subject.name),
    title: text(claim.title),
    awarding_body: claim.awarded_by.flatMap(({ name }) => text(name)),
    issuer_country: claim.awarded_by.flatMap(({ country }) => text(country?.label)),
    date_of_issuing: text(view.issued),
    learning_outcomes: claim.outcomes.flatMap(({ title }) => text(title)),
    workload: [...claim.credits.flatMap(({ points, framework }) => text(`${points} ${framework.label["en"] ?? ""}`)), ...text(claim.workload)],
    level: text(claim.eqf_level?.label),
    assessment_type: claim.assessments.flatMap(({ kinds }) => kinds.flatMap(({ label }) => text(label))),
    participation: claim.modes.flatMap(({ label }) => text(label)),
    quality_assurance: claim.quality_assurance.flatMap(text),
    grade: claim.assessments.flatMap(({ grade }) => text(grade)),
  };
}

const ELEMENTS: readonly Element[] = [
  ...(["learner", "title", "issuer_country", "awarding_body", "date_of_issuing", "learning_outcomes", "workload"] as const),
  ...(["level", "assessment_type", "participation", "quality_assurance", "prerequisites", "supervision"] as const),
  ...(["grade", "stackability", "further_information"] as const),
];

const FILE = "europass-cv.xml";
const PAGE = "europass-cv.pdf";
const TERMS = { countries: ["ee", "fi", "pt", "se"], tongues: ["en", "fi", "pt", "sv"], cv_languages: ["en", "fi", "me", "pt", "sv"] };
