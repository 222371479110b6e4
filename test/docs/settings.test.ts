import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { settingFields } from "../../functions/settings.ts";
import { localSettingFields } from "../../tools/local/start/local-settings.ts";

const docs = readFileSync(new URL("../../docs/settings.md", import.meta.url), "utf8");

/** The rows of a table that begins with such a heading: the cells of each, without what marks code. */
const rowsOf = (heading: RegExp): readonly (readonly string[])[] => {
  const [, table = ""] = docs.split(heading);
  const lines = table.split("\n\n")[0]?.split("\n") ?? [];
  return lines
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
};

/** What a field becomes when nothing is given, as a setting would say it; empty when there is no default. */
function defaultOf(field: z.ZodType): string {
  const read = field.safeParse(undefined);
  return read.success && read.data !== undefined ? String(read.data) : "";
}

describe.each([
  ["the app", settingFields, rowsOf(/\| setting \s*\| type, unit \s*\| default \s*\| effect \s*\|\n/)],
  ["npm start", localSettingFields, rowsOf(/It takes these besides:\n/)],
])("the settings of %s", (who, fields, rows) => {
  const listed = rows.map(([name = ""]) => name);
  const shared = new Set(Object.keys(settingFields));
  const own = Object.keys(fields).filter((name) => who === "the app" || !shared.has(name));

  it("are all described, and nothing else is", () => {
    expect([...listed].sort()).toEqual([...own].sort());
  });

  it("have the defaults that are written down", () => {
    const written = rows
      .map(([name = "", , fallback = ""]) => [name, fallback] as const)
      .filter(([, fallback]) => !/^(as all others|host name|system-assigned|this one)/.test(fallback));
    const entries: Readonly<Record<string, z.ZodType>> = fields;
    expect(written).toEqual(
      written.map(([name]) => [name, entries[name] === undefined ? "no such setting" : defaultOf(entries[name])]),
    );
  });
});
