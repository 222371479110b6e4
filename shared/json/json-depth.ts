/**
 * Whether a JSON value has at most `depth` levels of lists and objects. What is deeper, JSON.parse can read, but JSON.stringify
 * and every other walk through it can run out of stack.
 */
export function nestsWithin(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => nestsWithin(member, depth - 1));
}
