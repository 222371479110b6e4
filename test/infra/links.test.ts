import { existsSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readRepositoryFile } from "./infra-files.ts";

const pages = ["docs/operations.md", "docs/deployment.md", "docs/decisions/2026-11-22-deployment.md"];

/** As GitHub makes them: lower case, spaces to dashes, everything but letters, digits, dashes and underscores left out. */
const anchors = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(" ", "-")
      .replace(/[^\p{L}\p{N}_-]/gu, ""),
  );

const links = (page: string): readonly (readonly [file: string, anchor: string])[] =>
  [...readRepositoryFile(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(([, file = "", anchor = ""]) => [
    file === "" ? page : posix.join(posix.dirname(page), file),
    anchor,
  ]);

describe.each(pages)("%s", (page) => {
  it("leads to pages and headings that are there", () => {
    const broken = links(page).filter(
      ([file, anchor]) =>
        !existsSync(fileURLToPath(new URL(`../../${file}`, import.meta.url))) ||
        (anchor !== "" && !anchors(readRepositoryFile(file)).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });
});
