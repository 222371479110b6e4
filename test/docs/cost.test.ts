import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rounded } from "../../bench/report.ts";
import { settingFields } from "../../functions/settings.ts";
import { formulas, givenFigure, givenFigures } from "./cost-figures.ts";
import { evaluateFormula } from "./evaluate-formula.ts";

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

  it("gives no figure twice", () => {
    const symbols = [...givenFigures.keys(), ...formulas.map(({ symbol }) => symbol)];
    expect(new Set(symbols).size).toBe(symbols.length);
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

  it("an instance asks as often as the setting says", () => {
    expect(givenFigure("pollsASecond")).toBe(1_000 / settingFields.CONFIG_CHECK_EVERY_MS.parse(undefined));
  });

  it("drains as often as the setting says", () => {
    const everySeconds = givenFigure("seconds") / givenFigure("drains");
    expect(settingFields.AUDIT_DRAIN_SCHEDULE.parse(undefined)).toBe(`*/${everySeconds} * * * * *`);
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
