/**
 * JSON with one spelling per value (RFC 8785), of values that came from JSON. Written once more, apart from the router's own:
 * what verifies should not share the faults of what it verifies.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // Without a function of its own, sort() goes by UTF-16 code units (RFC 8785, 3.2.3).
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(Reflect.get(value, name))}`).join(",")}}`;
}
