import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rounded } from "../../bench/measure/table.ts";
import { settingFields } from "../../functions/settings.ts";
import { formulas, givenFigure, givenFigures } from "./cost-figures.ts";
import { evaluateFormula } from "./evaluate-formula.ts";

const docsText = readFileSync(new URL("../../docs/cost.md", import.meta.url), "utf8").replace(/\s+/g, " ");

/** How many calls a month a column is for. What is in any other column does not depend on that. */
const callsIn: Readonly<Record<string, number>> = { "10 million": 1e7, "1 billion": 1e9 };

/** A figure of docs/cost.md, worked out from those it follows from. */
function figureOf(symbol: string, calls: number | undefined): number {
  const given = symbol === "calls" ? calls : givenFigures.get(symbol);
  if (given !== undefined) return given;
  const found = formulas.find((each) => each.symbol === symbol);
  if (found === undefined) throw new Error(`docs/cost.md has no figure ${symbol}`);
  return evaluateFormula(found.formula, (name) => figureOf(name, calls));
}

describe("docs/cost.md", () => {
  it.each(formulas)("prints what follows for $symbol", ({ symbol, printed }) => {
    const workedOut = Object.keys(printed).map((column) => [column, rounded(figureOf(symbol, callsIn[column]))]);
    expect(printed).toEqual(Object.fromEntries(workedOut));
  });

  const million = 1e7;
  const billion = 1e9;
  const isReady = figureOf("usBaseline", million) + figureOf("usExecuting", million);
  it.each([
    ["come to at most ([0-9]+) dollars a month", isReady],
    ["of a bill of some ([0-9]+)", figureOf("usLow", million)],
    ["A million more calls cost some ([0-9]+) cents", (figureOf("usLow", billion) - figureOf("usLow", million)) / 9.9],
    ["cost about ([0-9.]+) dollars with everything", figureOf("usMillion", billion)],
    ["it is between ([0-9]+) dollars and", figureOf("usSampled", billion)],
    ["it is between [0-9]+ dollars and ([0-9,]+)", figureOf("usAll", billion)],
    ["trail are ([0-9.]+) to", figureOf("trailGB", million)],
    ["trail are [0-9.]+ to ([0-9]+) GB", figureOf("trailGB", billion)],
    ["at some ([0-9,]+) million calls a month", figureOf("monthInstances", undefined) / 1e6],
    ["at ([0-9]+) dollars a month each", 2 * figureOf("seconds", million) * figureOf("pBaseline", million)],
  ])("says in its text what follows: %s", (pattern, value) => {
    const [, printed = ""] = new RegExp(pattern).exec(docsText) ?? [];
    expect(Number(printed.replaceAll(",", ""))).toBe(Number(value.toPrecision(2)));
  });

  it("gives no figure twice", () => {
    const symbols = [...givenFigures.keys(), ...formulas.map(({ symbol }) => symbol)];
    expect(new Set(symbols).size).toBe(symbols.length);
  });
});

/** A cell of a table of docs/performance.md below a heading: by the first cell of its row and its column, from 0. */
function measured(heading: string, row: string, column: number): number {
  const section = readFileSync(new URL("../../docs/performance.md", import.meta.url), "utf8").split(heading)[1] ?? "";
  const line = section.split("\n").find((each) => each.startsWith(`| ${row} |`)) ?? "";
  return Number(line.split("|")[column + 1]?.trim().replaceAll(",", ""));
}

describe("what docs/cost.md takes from docs/performance.md", () => {
  it.each([
    ["cpuMs", measured("### The webhook in the embedded host\n", "product, ordinary, 64", 1)],
    ["projectMs", measured("#### Emergency calls into the audit trail\n", "400 for 6 s", 12)],
  ])("%s is what was measured", (symbol, measuredUs) => {
    expect(givenFigure(symbol)).toBe(measuredUs / 1_000);
  });
});

describe("what docs/cost.md assumes of the template and of the settings", () => {
  const template = readFileSync(new URL("../../infra/main.bicep", import.meta.url), "utf8");

  it.each([
    ["always", "alwaysReadyHttpInstances", 1],
    ["maximumInstances", "maximumInstanceCount", 1],
    ["memoryGB", "instanceMemoryMB", 1_024],
    ["retentionDays", "auditRetentionDays", 1],
  ])("%s is %s", (symbol, parameter, unit) => {
    expect(template).toContain(`param ${parameter} int = ${givenFigure(symbol) * unit}\n`);
  });

  it("the host writes nothing of its own about a call", () => {
    const { logging } = JSON.parse(readFileSync(new URL("../../host.json", import.meta.url), "utf8"));
    expect(logging.logLevel["Function.route-call"]).toBe("Warning");
    expect(givenFigure("linesPerCall")).toBe(0);
  });

  it("an instance asks as often as the setting says", () => {
    expect(givenFigure("pollsASecond")).toBe(1_000 / settingFields.CONFIG_CHECK_EVERY_MS.parse(undefined));
  });

  it.each([
    ["drains", "AUDIT_DRAIN_SCHEDULE"],
    ["watches", "WATCH_SCHEDULE"],
  ] as const)("%s as often as the setting says", (symbol, setting) => {
    const everySeconds = givenFigure("seconds") / givenFigure(symbol);
    expect(settingFields[setting].parse(undefined)).toBe(`*/${everySeconds} * * * * *`);
  });
});

describe("a formula", () => {
  const figureNamed = (name: string): number => ({ calls: 10, share: 0.5 })[name] ?? Number.NaN;

  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["8 - 2 - 1", 5],
    ["8 / 2 / 2", 2],
    ["calls * share", 5],
    ["max(0, calls - 100)", 0],
    ["min(1, ceil(calls / 4)) * 2.5", 2.5],
  ])("%s is %d", (formula, value) => {
    expect(evaluateFormula(formula, figureNamed)).toBe(value);
  });

  it.each(["", "1 +", "(1", "1 2", "1 % 2", "max 1"])("is not one: %s", (formula) => {
    expect(() => evaluateFormula(formula, figureNamed)).toThrow();
  });
});
