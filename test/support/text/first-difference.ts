/**
 * Where an answer is not what a document shows of it; null when it is. "…" stands for any value, within a text for any part
 * of it, as a member for further members, and as a last element for more.
 */
export function firstDifference(shown: unknown, found: unknown, path = ""): string | null {
  if (shown === "…") return null;
  if (Array.isArray(shown)) return differenceOfLists(shown, found, path);
  if (typeof shown === "object" && shown !== null) return differenceOfObjects(shown, found, path);
  if (typeof shown === "string" && typeof found === "string" && isShownBy(shown, found)) return null;
  return Object.is(shown, found)
    ? null
    : `${path}: ${JSON.stringify(shown)} is shown, ${JSON.stringify(found)} was answered`;
}

function differenceOfLists(shown: readonly unknown[], found: unknown, path: string): string | null {
  if (!Array.isArray(found)) return `${path}: a list is shown, ${JSON.stringify(found)} was answered`;
  const open = shown.at(-1) === "…";
  const elements = open ? shown.slice(0, -1) : shown;
  if (open ? found.length < elements.length : found.length !== elements.length)
    return `${path}: ${elements.length} elements are shown, ${found.length} were answered`;
  return firstOf(elements.map((element, i) => firstDifference(element, found[i], `${path}[${i}]`)));
}

function differenceOfObjects(shown: object, found: unknown, path: string): string | null {
  if (typeof found !== "object" || found === null)
    return `${path}: an object is shown, ${JSON.stringify(found)} was answered`;
  const members = Object.entries(shown).filter(([name]) => name !== "…");
  const unshown = Object.keys(found).filter((name) => !Object.hasOwn(shown, name));
  if (!Object.hasOwn(shown, "…") && unshown.length > 0) return `${path}: ${unshown.join(", ")} are not shown`;
  return firstOf(members.map(([name, value]) => firstDifference(value, Reflect.get(found, name), `${path}.${name}`)));
}

const firstOf = (differences: readonly (string | null)[]): string | null =>
  differences.find((difference) => difference !== null) ?? null;

/** Whether a text is what is shown of it: `…` stands for any part. */
export function isShownBy(shown: string, found: string): boolean {
  const parts = shown.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(found);
}
