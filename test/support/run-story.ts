/** One request of a story, as its reader would type it, and the answer that the story shows. */
export type StoryStep = { readonly command: string; readonly status: number; readonly answer: unknown };

/** `files`: what a later `@name` in a command stands for. */
export type Story = { readonly steps: readonly StoryStep[]; readonly files: ReadonlyMap<string, string> };

/**
 * Reads the commands of a document: each `sh` block that calls curl, and the block of its answer after it, which begins
 * with the status. In an answer "…" stands for any value, as a member for further members, as a last element for more.
 */
export function readStory(markdown: string): Story {
  const steps: StoryStep[] = [];
  const files = new Map<string, string>();
  let command: string | null = null;
  for (const [, language = "", name = "", text = ""] of markdown.matchAll(/^```(\w+) ?(\S*)\n(.*?)^```$/gms)) {
    if (name !== "") files.set(name, text);
    else if (language === "sh" && text.startsWith("curl ")) command = text;
    else if (command !== null) {
      const [, status = "", body = ""] = /^HTTP\/1\.1 ([0-9]{3}).*?\n(.*)$/s.exec(text) ?? [];
      steps.push({ command, status: Number(status), answer: JSON.parse(body) });
      command = null;
    }
  }
  return { steps, files };
}

/** Whether an answer is what a story shows of it. Returns where it is not, or null. */
export function firstDifference(shown: unknown, found: unknown, path = ""): string | null {
  if (shown === "…") return null;
  if (Array.isArray(shown)) return differenceOfLists(shown, found, path);
  if (typeof shown === "object" && shown !== null) return differenceOfObjects(shown, found, path);
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

/** The request that a curl command makes, with the options that stories use. */
export function requestOf(command: string, files: Story["files"], url: string): Request {
  const words = [...command.replaceAll("\\\n", " ").matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, word]) => quoted ?? word ?? "",
  );
  const [, , address = "", ...options] = words;
  const headers = new Headers();
  let body: string | null = null;
  for (let i = 0; i < options.length; i += 2) {
    const [option, value = ""] = options.slice(i, i + 2);
    if (option === "-H") headers.set(value.slice(0, value.indexOf(":")), value.slice(value.indexOf(":") + 1).trim());
    else if (option === "--data-binary" || option === "-d")
      body = value.startsWith("@") ? (files.get(value.slice(1)) ?? "") : value;
    else throw new Error(`${option} is no option that stories use`);
  }
  const { pathname, search } = new URL(address);
  return new Request(`${url}${pathname}${search}`, { headers, ...(body === null ? {} : { method: "POST", body }) });
}
