import { LOCALE, say } from "./index";

/** A point in time as a day: "30 May 2026". Text that is not a date comes back unchanged. */
export function day(issued: string): string {
  const calendar = calendarDay(issued);
  return calendar === undefined ? issued : days.format(calendar);
}

/** A point in time near `now` in words: "today at 09:12", else with its date. */
export function moment(at: string, now: Date = new Date()): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return say("when.unknown");
  const clock = { time: clocks.format(time) };
  const ago = daysBetween(time, now);
  if (ago === 0) return say("when.today", clock);
  if (ago === 1) return say("when.yesterday", clock);
  return say("when.on", { ...clock, date: localDays.format(time) });
}

/** Whole days of the calendar from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: Date, to: Date): number {
  const midnight = (time: Date) => Date.UTC(time.getFullYear(), time.getMonth(), time.getDate());
  return Math.round((midnight(to) - midnight(from)) / MS_PER_DAY);
}

/** A size in bytes for people: "148 KB", "1.2 MB" (thousands, as file managers count). */
export function size(bytes: number): string {
  const step = SIZES.findLast(({ least }) => bytes >= least) ?? SIZES[0];
  return new Intl.NumberFormat(LOCALE, {
    style: "unit",
    unit: step.unit,
    unitDisplay: step.unit === "byte" ? "long" : "short",
    maximumFractionDigits: step.digits,
  }).format(bytes / step.least);
}

/** An ISO 8601 duration in words: `PT405H` is "405 hours". Other text comes back unchanged. */
export function duration(issued: string): string {
  const found = DURATION.exec(issued);
  const parts = UNITS.flatMap((unit, at) => {
    const amount = found?.[at + 1];
    if (amount === undefined) return [];
    const style = { style: "unit", unit, unitDisplay: "long" } as const;
    return [new Intl.NumberFormat(LOCALE, style).format(Number(amount.replace(",", ".")))];
  });
  return parts.length === 0 ? issued : lists.format(parts);
}

/** The name of a country given by its ISO 3166-1 code; other text comes back unchanged. */
export function country(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}

/** The name of a language given by its BCP 47 tag, or nothing for other text. */
export function language(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) || tag === "und") return undefined;
  return languages.of(tag);
}

/** The size of a credential: a number alone is a number of credits. */
export function sized(size: string): string {
  return /^\d+(\.\d+)?$/.test(size) ? say("wallet.points", { n: Number(size), points: size }) : size;
}

/** The name of a type in words: `UniversityDegreeCredential` is "University Degree Credential". */
export function spaced(kind: string): string {
  return kind.replace(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, " ");
}

/** Several things said in a row: "a, b and c". */
export function inARow(things: readonly string[]): string {
  return lists.format(things);
}

/**
 * The calendar day that `issued` means, at midnight UTC. A date, or a time with an offset, means the
 * day that is written; a time in UTC means the day where the reader is.
 */
function calendarDay(issued: string): Date | undefined {
  const time = new Date(issued);
  if (!/^\d{4}-\d{2}-\d{2}/.test(issued) || Number.isNaN(time.getTime())) return undefined;
  if (/^.{10}T.*Z$/.test(issued)) {
    return new Date(Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()));
  }
  return new Date(`${issued.slice(0, 10)}T00:00:00Z`);
}

const MS_PER_DAY = 86_400_000;
const DURATION =
  /^P(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?)?$/;
const UNITS = ["year", "month", "week", "day", "hour", "minute"] as const;
const SIZES = [
  { least: 1, unit: "byte", digits: 0 },
  { least: 1000, unit: "kilobyte", digits: 0 },
  { least: 1_000_000, unit: "megabyte", digits: 1 },
] as const;

const days = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" });
const localDays = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long" });
const clocks = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const lists = new Intl.ListFormat(LOCALE, { type: "conjunction" });
const regions = new Intl.DisplayNames(LOCALE, { type: "region" });
const languages = new Intl.DisplayNames(LOCALE, { type: "language" });
