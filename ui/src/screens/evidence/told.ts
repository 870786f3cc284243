import type { Declared } from "../../backend/types/Declared";
import type { NewDeclared } from "../../backend/types/NewDeclared";
import { day } from "../../words/format";
import { say } from "../../words/index";

/** Every setting that something can be learned in, in the order they are offered. */
export const SETTINGS = ["informal", "work_based", "voluntary", "non_formal", "formal"] as const;

/** An item with nothing in it yet. */
export const NOTHING: NewDeclared = {
  title: "",
  description: "",
  place: "",
  setting: "informal",
  from: "",
  until: "",
  hours: "",
  skills: [],
  links: [],
};

/** An item as it is written anew. */
export function written(item: Declared): NewDeclared {
  const { title, description, place, setting, from, until, hours, skills, links } = item;
  return {
    title,
    description,
    place,
    setting,
    from: from ?? "",
    until: until ?? "",
    hours: hours === null ? "" : String(hours),
    skills: skills.map(({ stated }) => stated),
    links,
  };
}

/** In which setting, when, where and how long, in one line. */
export function inShort({ setting, from, until, place, hours }: Declared): string {
  return [say(`setting.${setting}`), place, period(from, until), hours === null ? "" : say("declared.hours_of", { n: hours })]
    .filter(Boolean)
    .join(" · ");
}

function period(from: string | null, until: string | null): string {
  if (from && until) return say("declared.from_until", { from: day(from), until: day(until) });
  if (from) return say("declared.since", { from: day(from) });
  return until ? say("declared.to", { until: day(until) }) : "";
}

/** One entry a line. */
export function lines(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}
