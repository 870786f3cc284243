import type { LearnerRecord } from "../../backend/types/LearnerRecord";
import type { NestedReport } from "../../backend/types/NestedReport";
import { level, say, sayIfKnown } from "../../words/index";
import { plain } from "../../words/pick";

/** How the achievements and credentials of a record belong together, one sentence each. */
export function associations(record: LearnerRecord, nested: readonly NestedReport[]): string[] {
  const names = namesOf(record, nested);
  const name = (id: string) => names.get(id) || level(id);
  return record.associations.map(({ kind, source, target }) => {
    const gaps = { first: name(source), second: name(target) };
    return sayIfKnown(`record.association.${kind}`, gaps) ?? say("record.association_other", { ...gaps, how: level(kind) });
  });
}

/** What is known under an identifier: what the record describes, and what the credentials in it are about. */
function namesOf(record: LearnerRecord, nested: readonly NestedReport[]): Map<string, string> {
  const inner = nested.flatMap(({ report: { claims } }) => [{ id: claims.id, title: claims.title }, ...claims.claims]);
  const named = [...inner, ...record.achievements];
  return new Map(named.flatMap(({ id, title }) => (id ? [[id, plain(title)] as const] : [])));
}
