import type { Seen } from "../../backend/types/Seen";
import type { ShareRequest } from "../../backend/types/ShareRequest";
import { country, day, spaced } from "../../words/format";
import { level, say, sayIfKnown } from "../../words/index";

/** How long a proof counts: what can be chosen, in seconds. */
export const LIFETIMES = [120, 3600, 86_400, 604_800, 2_592_000] as const;

/** What a thing that is shown is called. */
export function nameOf({ what, name }: Seen): string {
  if (what !== "claim" && what !== "identifier") return say(`seen.${what}`);
  return sayIfKnown(`seen.known.${name}`) ?? capital(spaced(level(inside(name))).replaceAll("_", " ").toLowerCase());
}

/** Where something stands, in words: "credentialSubject/result/0/value" is the value of result 1. */
function inside(path: string): string {
  const steps = path.replace(/^credentialSubject\//, "").split("/");
  const counted = steps.map((step) => (/^\d+$/.test(step) ? ` ${Number(step) + 1}` : `, ${step}`));
  return counted.join("").slice(2).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** What it says, with dates in words. */
export function valueOf({ what, value }: Seen): string {
  if (what === "picture") return "";
  return /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value) ? day(value) : country(level(value));
}

/** A request without what was left empty. */
export function requested(
  chosen: ShareRequest["chosen"],
  audience: string,
  nonce: string,
  lifetime: number,
): ShareRequest {
  const said = (text: string) => (text.trim() === "" ? null : text.trim());
  return { chosen, audience: said(audience), nonce: said(nonce), lifetime, form: "best" };
}

/** What is left of a time, as a clock reads it: "1:42". */
export function clock(seconds: number): string {
  const [whole, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${whole}:${String(rest).padStart(2, "0")}`;
}

/** A picture that a page may show without running anything in it. */
export function asPicture(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
