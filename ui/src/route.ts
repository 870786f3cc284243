/** A place in the open wallet. */
export type Route =
  | { readonly screen: "wallet" }
  | { readonly screen: "credential"; readonly record: string }
  | { readonly screen: "add" };

/** The place that the fragment of the address names; anything unknown is the wallet. */
export function readRoute(hash: string): Route {
  const [screen, rest] = hash.replace(/^#\/?/, "").split("/");
  if (screen === "add") return { screen };
  const record = screen === "credential" && rest ? decoded(rest) : undefined;
  return record === undefined ? { screen: "wallet" } : { screen: "credential", record };
}

/** The fragment for a place, to be used as a link. */
export function linkTo(route: Route): string {
  return route.screen === "credential"
    ? `#/credential/${encodeURIComponent(route.record)}`
    : `#/${route.screen}`;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
