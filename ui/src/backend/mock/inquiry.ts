import type { Ask } from "../types/Ask";
import type { Card } from "../types/Card";
import type { Inquiry } from "../types/Inquiry";

type Asked = Pick<Ask, "code" | "audience" | "wanted" | "until">;

/** A link like those that ask for a proof: digits, here five for each letter. */
export function requestLink(asked: Asked): string {
  const letters = [...encodeURIComponent(JSON.stringify(asked))];
  return `tessera:#3${letters.map((letter) => letter.charCodeAt(0).toString().padStart(5, "0")).join("")}`;
}

/** What a text with such a link asks, with the cards that have the words; `refuse` says why there is none. */
export function readInquiry(text: string, cards: readonly Card[], refuse: (code: string) => never): Inquiry {
  const [, kind = "", digits = ""] = /tessera:#(\d)(\d*)/.exec(text) ?? [];
  if (text.includes("PNG")) refuse("no_code_found");
  if (kind === "") refuse("no_request_found");
  if (kind !== "3") refuse("proof_not_request");
  const letters = (digits.match(/\d{5}/g) ?? []).map((code) => String.fromCharCode(Number(code)));
  const { code, audience, wanted, until }: Asked = JSON.parse(decodeURIComponent(letters.join("")));
  const fits = (words: string) =>
    cards.filter(({ title, issuer }) => {
      const said = `${title} ${issuer}`.toLowerCase();
      return words.toLowerCase().split(/\s+/).every((word) => said.includes(word));
    });
  return { code, audience, until, wanted: wanted.map((words) => ({ words, fits: fits(words) })) };
}
