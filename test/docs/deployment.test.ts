import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { appRoles } from "../../shared/identity/caller.ts";

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

/** The rows of the table with these headings: their cells, without what marks code. */
const rowsOf = (page: string, headings: string): readonly (readonly string[])[] =>
  (
    read(page)
      .split(`| ${headings} |\n`)[1]
      ?.split(/\n\s*\n/)[0] ?? ""
  )
    .split("\n")
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );

describe("docs/deployment.md", () => {
  const parameters = rowsOf("docs/deployment.md", "parameter | default | is");
  const defaults = [...read("infra/main.bicep").matchAll(/^param (\w+) \w+ = (.+)$/gm)].map(
    ([, name = "", value = ""]) => [name, value.replaceAll("'", "")],
  );

  it("lists every parameter with a default, and the default", () => {
    const given = defaults.filter(([, value]) => value !== "").sort();
    expect(parameters.map(([name = "", value = ""]) => [name, value]).sort()).toEqual(given);
  });

  it("lists every module", () => {
    const modules = readdirSync(new URL("../../infra/modules", import.meta.url)).map((name) =>
      name.replace(".bicep", ""),
    );
    expect(
      rowsOf("docs/deployment.md", "module | makes | who may")
        .map(([name]) => name)
        .sort(),
    ).toEqual(modules.sort());
  });

  it("counts the alerts of the runbook", () => {
    const words = {
      12: "twelve",
      13: "thirteen",
      14: "fourteen",
      15: "fifteen",
      16: "sixteen",
      17: "seventeen",
      18: "eighteen",
      25: "twenty-five",
      26: "twenty-six",
      27: "twenty-seven",
      28: "twenty-eight",
      29: "twenty-nine",
    };
    const alerts = rowsOf("docs/operations.md", "alert | urgent | in one line").length;
    expect(read("docs/deployment.md")).toContain(`| ${Reflect.get(words, alerts)} [alerts](operations.md#alerts)`);
    expect(read("docs/cost.md")).toContain(`and ${Reflect.get(words, alerts)} alerts`);
  });
});

it("docs/security.md says of every app role what it allows", () => {
  expect(rowsOf("docs/security.md", "app role | allows").map(([role]) => role)).toEqual([...appRoles]);
});
