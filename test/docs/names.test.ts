import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), "utf8");
const below = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
const documents = [
  "README.md",
  ...below.filter((name) => name.endsWith(".md")).map((name) => join("docs", name)),
].sort();

const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const isOurs = (path: string): boolean =>
  folders.includes(path.split("/")[0] ?? "") && !/^(?:node_modules|dist)\b/.test(path);

describe.each(documents)("%s", (name) => {
  const text = read(name);

  it("names no npm script that is not there", () => {
    const named = [...text.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script = ""]) => script);
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  it("names no file or folder of this repository that is not there", () => {
    const named = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = ""]) => path);
    expect(named.filter((path) => isOurs(path) && !existsSync(join(root, path)))).toEqual([]);
  });
});
