import { LOCALE, say, sayIfKnown } from "../words/index";

/** An amount with its unit, "15 points". What is no number is shown as it stands. */
export function amount(credits: string, framework: string): string {
  return say("goal.amount", { credits: number(credits), unit: unit(credits, framework) });
}

/** The word for credits of this kind, in the number that goes with them. */
export function unit(credits: string, framework: string): string {
  const n = Number(credits);
  return sayIfKnown(`unit.${framework}`, { n }) ?? say("unit.other", { n });
}

/** A decimal string as people write numbers here. */
export function number(credits: string): string {
  const value = Number(credits);
  return credits.trim() === "" || Number.isNaN(value) ? credits : numbers.format(value);
}

/** True unless the amount is nothing. */
export function isSome(credits: string | null): credits is string {
  return credits !== null && Number(credits) > 0;
}

const numbers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3 });
