import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { headingNames, internalLinks, type Link } from "./markdown-links.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const below = (await readdir(join(root, "docs"), { recursive: true })).filter((name) => name.endsWith(".md"));
const documents = ["README.md", "CHANGELOG.md", ...below.map((name) => join("docs", name))].sort();

/** What is wrong with a link; null when nothing is. */
async function fault(document: string, { file, heading }: Link): Promise<string | null> {
  const path = file === "" ? join(root, document) : join(root, dirname(document), file);
  if (!existsSync(path)) return "there is no such file";
  if (heading === "") return null;
  if ((await stat(path)).isDirectory()) return "a directory has no headings";
  return headingNames(await readFile(path, "utf8")).has(heading) ? null : "there is no such heading";
}

describe("the documents", () => {
  it.each(documents)("%s links to nothing that is not there", async (document) => {
    const links = internalLinks(await readFile(join(root, document), "utf8"));
    const faults = await Promise.all(
      links.map(async (link) => ({ link: link.text, fault: await fault(document, link) })),
    );
    expect(faults.filter((each) => each.fault !== null)).toEqual([]);
  });
});

describe("links in Markdown", () => {
  it.each([
    ["[a](b.md)", [{ file: "b.md", heading: "" }]],
    [
      "[a](#c), ![d](e.png)",
      [
        { file: "", heading: "c" },
        { file: "e.png", heading: "" },
      ],
    ],
    ["[a](../b.md#c-d)", [{ file: "../b.md", heading: "c-d" }]],
    ["[a](https://b.example/c#d) and `[a](b.md)`", []],
    ["```sh\n[a](b.md)\n```\n", []],
  ])("in %j are %j", (markdown, expected) => {
    expect(internalLinks(markdown).map(({ file, heading }) => ({ file, heading }))).toEqual(expected);
  });

  it.each([
    ["# Keys, signatures, clock", "keys-signatures-clock"],
    ["## `sip:` and ÄÖ", "sip-and-äö"],
    ["## See [this](b.md)", "see-this"],
    ["## audit-event-logged", "audit-event-logged"],
  ])("lead to %j as %s", (markdown, expected) => {
    expect([...headingNames(markdown)]).toEqual([expected]);
  });

  it("tell two headings of one name apart", () => {
    expect([...headingNames("# A\n## A\n```sh\n# A\n```\n")]).toEqual(["a", "a-1"]);
  });
});
