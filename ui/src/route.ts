/** A place in the open wallet. */
export type Route =
  | { readonly screen: "wallet" }
  | { readonly screen: "credential"; readonly record: string }
  | { readonly screen: "add" }
  | { readonly screen: "share"; readonly record?: string }
  | { readonly screen: "europass"; readonly records: readonly string[] }
  | { readonly screen: "compare"; readonly records: readonly string[] }
  | { readonly screen: "verify" }
  | { readonly screen: "goals" }
  | { readonly screen: "goal"; readonly goal: string }
  | { readonly screen: "skills" }
  | { readonly screen: "endings" }
  | { readonly screen: "evidence" }
  | { readonly screen: "pack"; readonly goal?: string }
  | { readonly screen: "settings"; readonly section?: string };

/** The place that the fragment of the address names; anything unknown is the wallet. */
export function readRoute(hash: string): Route {
  const [screen, rest] = hash.replace(/^#\/?/, "").split("/");
  const named = rest ? decoded(rest) : undefined;
  switch (screen) {
    case "add":
    case "verify":
    case "goals":
    case "skills":
    case "endings":
    case "evidence":
      return { screen };
    case "settings":
      return named === undefined ? { screen } : { screen, section: named };
    case "share":
      return named === undefined ? { screen } : { screen, record: named };
    case "pack":
      return named === undefined ? { screen } : { screen, goal: named };
    case "europass":
    case "compare":
      return { screen, records: named?.split(",").filter((record) => record !== "") ?? [] };
    case "credential":
      return named === undefined ? HOME : { screen, record: named };
    case "goal":
      return named === undefined ? HOME : { screen, goal: named };
    default:
      return HOME;
  }
}

/** The fragment for a place, to be used as a link. */
export function linkTo(route: Route): string {
  switch (route.screen) {
    case "credential":
      return `#/credential/${encodeURIComponent(route.record)}`;
    case "share":
      return route.record === undefined ? "#/share" : `#/share/${encodeURIComponent(route.record)}`;
    case "pack":
      return route.goal === undefined ? "#/pack" : `#/pack/${encodeURIComponent(route.goal)}`;
    case "europass":
    case "compare":
      return `#/${route.screen}${route.records.length > 0 ? `/${encodeURIComponent(route.records.join(","))}` : ""}`;
    case "goal":
      return `#/goal/${encodeURIComponent(route.goal)}`;
    case "settings":
      return route.section === undefined ? "#/settings" : `#/settings/${encodeURIComponent(route.section)}`;
    default:
      return `#/${route.screen}`;
  }
}

const HOME: Route = { screen: "wallet" };

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
