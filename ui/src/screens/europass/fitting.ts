import type { Bringing } from "../../backend/types/Bringing";

/** The credentials that hold, so that they may go into a CV or onto a page. */
export function fitting(brought: readonly Bringing[]): string[] {
  const fits = ({ ways }: Bringing) => ways.some(({ way, outcome }) => way === "cv" && outcome === "pass");
  return brought.filter(fits).map(({ record }) => record);
}
