import type { Fault } from "../fault";
import type { Backend } from "../index";
import type { LabelTable } from "../types/LabelTable";

type Calls = "labels" | "addLabels" | "removeLabels";

/** Names of skills in the page's own memory; each line below the first is one name. */
export function mockLabels(filled: boolean): Pick<Backend, Calls> {
  let tables: LabelTable[] = filled ? [{ language: "fi", terms: 13_896 }] : [];

  return {
    labels: async () => tables,
    addLabels: async (name, bytes, said) => {
      const language = said ?? /_([a-z]{2,3})\.\w+$/i.exec(name)?.[1]?.toLowerCase();
      if (language === undefined) throw fault("labels_language", {});
      const [head = "", ...lines] = new TextDecoder().decode(bytes).trim().split("\n");
      if (!head.includes("preferredLabel") || lines.length === 0) throw fault("labels_unreadable", { line: "1" });
      const table = { language, terms: lines.length };
      const others = tables.filter((one) => one.language !== language);
      tables = [...others, table].sort((one, other) => (one.language < other.language ? -1 : 1));
      return table;
    },
    removeLabels: async (language) => {
      if (!tables.some((one) => one.language === language)) throw fault("labels_unknown", { language });
      tables = tables.filter((one) => one.language !== language);
    },
  };
}

function fault(code: string, detail: Record<string, string>): Fault {
  return { code, detail };
}
