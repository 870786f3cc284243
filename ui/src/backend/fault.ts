/** Why a call failed: a stable code, and the values that belong to it. */
export type Fault = { readonly code: string; readonly detail: Readonly<Record<string, string>> };

/** The fault in a rejected promise. Anything that is not one counts as `internal`. */
export function asFault(reason: unknown): Fault {
  if (typeof reason !== "object" || reason === null) return INTERNAL;
  const { code, detail } = reason as { code?: unknown; detail?: unknown };
  if (typeof code !== "string") return INTERNAL;
  const values = typeof detail === "object" && detail !== null ? Object.entries(detail) : [];
  return { code, detail: Object.fromEntries(values.map(([name, value]) => [name, String(value)])) };
}

const INTERNAL: Fault = { code: "internal", detail: {} };
