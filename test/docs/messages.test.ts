import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = ["functions", "shared"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, folder, name), "utf8")),
);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Texts of the code as patterns: what is filled in may be anything. Those with hardly a word of their own and tables are left out. */
const patterns = sources.flatMap((source) =>
  [...source.matchAll(/`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g)].flatMap(([, template, plain]) => {
    const parts = template === undefined ? [plain ?? ""] : template.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
    const { length } = parts.join("").trim();
    return length < 8 || length > 2_000 ? [] : [new RegExp(`^${parts.map(escaped).join(".+")}$`)];
  }),
);

/** What stands as code in one column of the tables below a heading. */
function messagesIn(page: string, heading: string, column: number): readonly string[] {
  const section =
    readFileSync(join(root, "docs", page), "utf8")
      .split(`${heading}\n`)[1]
      ?.split(/^#/m)[0] ?? "";
  const cells = [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = ""]) => row.split("|")[column] ?? "");
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message = ""]) => message));
}

const isOfTheCode = (message: string): boolean =>
  message.endsWith(" ...")
    ? sources.some((source) => source.includes(message.slice(0, -4)))
    : patterns.some((pattern) => pattern.test(message));

const quoted = [
  ...messagesIn("configuration.md", "### What is validated", 1),
  ...messagesIn("audit.md", "### What a purge records", 0),
];

it.each(quoted)("the code has the message that the documents quote: %s", (message) => {
  expect(isOfTheCode(message)).toBe(true);
});

it("finds messages, and knows one that the code does not have", () => {
  expect(quoted.length).toBeGreaterThan(25);
  expect(isOfTheCode("the table fr-communes has lost its version 9")).toBe(false);
});
