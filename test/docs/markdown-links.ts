/** A link of a document: the file it names, empty for the document itself, and the heading, empty for the whole. */
export type Link = { readonly text: string; readonly file: string; readonly heading: string };

/** Links that lead to no other site. What stands in code is no link. */
export const internalLinks = (markdown: string): readonly Link[] =>
  [...withoutCode(markdown).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([text, target = ""]) => {
    if (/^[a-z]+:/i.test(target)) return [];
    const [file = "", heading = ""] = target.split("#");
    return [{ text, file: decodeURIComponent(file), heading }];
  });

/** The names under which the headings of a document are linked to, as GitHub makes them. */
export function headingNames(markdown: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, title = ""] of withoutBlocks(markdown).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const name = slug(title);
    let free = name;
    for (let i = 1; names.has(free); i++) free = `${name}-${i}`;
    names.add(free);
  }
  return names;
}

/** Letters, digits, hyphens and underscores stay, and a space becomes a hyphen. */
const slug = (title: string): string =>
  title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replaceAll(" ", "-");

const withoutBlocks = (markdown: string): string => markdown.replace(/^(```+)[^\n]*\n.*?^\1$/gms, "");

const withoutCode = (markdown: string): string => withoutBlocks(markdown).replace(/`[^`\n]*`/g, "code");
