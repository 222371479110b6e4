/**
 * JSON with one spelling per value (RFC 8785): members sorted by UTF-16 code units, no white space, members that are
 * undefined left out. For values that JSON can hold; what a hash is taken over.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  let inside = "";
  if (Array.isArray(value)) {
    for (const element of value) inside += `${inside === "" ? "" : ","}${canonicalJson(element ?? null)}`;
    return `[${inside}]`;
  }
  for (const name of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined) inside += `${inside === "" ? "" : ","}${quoted(name)}:${canonicalJson(member)}`;
  }
  return `{${inside}}`;
}

/** Nothing in it is written otherwise in JSON. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** Every audit event and every item of a version is hashed: that most texts need no escapes makes that twice as fast. */
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));
