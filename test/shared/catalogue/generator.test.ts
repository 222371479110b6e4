import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeCatalogue } from "../../../shared/catalogue/generate/make-catalogue.mjs";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const source = "libphonenumber-9.0.35";
const reason = "A case of this test.";
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "catalogue-"));
  const isData = (path: string): boolean => !path.includes("generate");
  cpSync(join(project, "shared/catalogue"), join(copy, "shared/catalogue"), { recursive: true, filter: isData });
  cpSync(join(project, "docs/catalogue.md"), join(copy, "docs/catalogue.md"));
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(project, "shared/catalogue/generate/generate.mjs"), "--root", copy, ...args], {
    encoding: "utf8",
  });

/** What the program does, in this process. */
const make = () => makeCatalogue({ root: copy, check: false });
const check = () => makeCatalogue({ root: copy, check: true });

function addRow(list: string, row: object): void {
  const path = join(copy, "shared/catalogue", list);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace(/\n\]\n$/, `,\n${JSON.stringify(row)}\n]\n`));
}

const fact = { territory: "GB", callingCode: "44", shortCode: "990", tier: "primary", services: [], sources: [source] };
const amendment = { territory: "GB", callingCode: "44", shortCode: "990", action: "add", fields: {}, source, reason };

const described = {
  id: "idle",
  title: "Title",
  publisher: "Publisher",
  where: "Somewhere",
  authority: "list",
  date: "2024",
};
const statement = { territory: "GB", shortCode: "990", kind: "police" };

/** The tier of an emergency number in the table that was made; null for one that is not there. */
function tierOf(territory: string, shortCode: string): string | null {
  const table = readFileSync(join(copy, "shared/catalogue/catalogue-table.ts"), "utf8");
  const line = table
    .split("\n")
    .map((words) => words.split(" "))
    .find(([where, , className, , , ...numbers]) => {
      const codes = numbers.map((number) => number.split("/")[0]);
      return where === territory && className === "emergency" && codes.includes(shortCode);
    });
  return line?.[3] ?? null;
}

describe("the catalogue's generator", () => {
  it("finds the committed modules and page up to date", () => {
    expect(run("--check")).toMatchObject({ status: 0, stderr: "" });
  });

  it("writes the same files every time", () => {
    const path = join(copy, "shared/catalogue/catalogue-table.ts");
    const before = readFileSync(path, "utf8");
    run();
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it.each([
    "shared/catalogue/catalogue-table.ts",
    "shared/catalogue/catalogue-source-table.ts",
    "shared/catalogue/calling-code-table.ts",
    "shared/catalogue/territory-box-table.ts",
    "docs/catalogue.md",
  ])("says so when %s was edited by hand", (path) => {
    appendFileSync(join(copy, path), "\n");
    expect(check()).toEqual({ problem: `Out of date, run \`npm run catalogue\`:\n  ${path}` });
  });

  it("says so when a list was changed and nothing was written", () => {
    addRow("emergency-numbers.json", fact);
    expect(run("--check")).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Out of date.*\n( {2}.*\n)+$/) });
  });

  it.each([
    ["a fact listed twice", { ...fact, shortCode: "999" }, "lists a territory and short code twice"],
    ["a short code of one digit", { ...fact, shortCode: "9" }, "GB 9: a short code is 2 to 6 digits"],
    ["a short code that is not digits", { ...fact, shortCode: "9x9" }, "GB 9x9: a short code is 2 to 6 digits"],
    ["an unassigned calling code", { ...fact, callingCode: "999" }, "GB is not listed under +999"],
    ["a territory under another's code", { ...fact, callingCode: "33" }, "GB is not listed under +33"],
    [
      "a whole telephone number",
      { ...fact, territory: "FO", callingCode: "298", shortCode: "200022" },
      "+298200022 is",
    ],
    ["an unknown service", { ...fact, services: ["plumber"] }, "services unknown, repeated or not sorted: plumber"],
    ["services out of order", { ...fact, services: ["police", "fire"] }, "not sorted: police,fire"],
    ["an unknown tier", { ...fact, tier: "secondary" }, 'the tier "secondary" is unknown'],
    ["no source", { ...fact, sources: [] }, "GB 990: no source is named"],
    ["an undescribed source", { ...fact, sources: ["hearsay"] }, 'does not describe "hearsay"'],
  ])("refuses %s", (_name, row, message) => {
    addRow("emergency-numbers.json", row);
    expect(make()).toEqual({ problem: expect.stringContaining(message) });
  });

  it.each([
    ["an addition that the base has", { ...amendment, shortCode: "999" }, "GB 999 is in the base already"],
    ["a removal of nothing", { ...amendment, action: "remove" }, "GB 990 is not in the base, nothing to remove"],
    ["a correction of nothing", { ...amendment, action: "correct" }, "GB 990 is not in the base, nothing to correct"],
    ["a correction that changes nothing", { ...amendment, shortCode: "999", action: "correct" }, "changes nothing"],
    ["an unknown action", { ...amendment, action: "rename" }, 'GB 990 has the unknown action "rename"'],
    ["an unknown field", { ...amendment, fields: { class: "special" } }, "amends class"],
    ["a day that is none", { ...amendment, fields: { supersededOn: "2025-02" } }, 'GB 990: "2025-02" is no day'],
    ["an amendment without a reason", { ...amendment, reason: "" }, "GB 990 gives no reason"],
    ["an undescribed source", { ...amendment, source: "hearsay" }, 'does not describe "hearsay"'],
  ])("refuses %s", (_name, row, message) => {
    addRow("amendments.json", row);
    expect(make()).toEqual({ problem: expect.stringContaining(message) });
  });

  it("refuses two amendments of one number", () => {
    addRow("amendments.json", amendment);
    addRow("amendments.json", amendment);
    expect(make()).toEqual({ problem: expect.stringContaining("GB 990 is amended twice") });
  });

  it.each([
    ["an emergency number among the special ones", "999", "special", "GB 999 is listed twice"],
    ["an unknown class", "990", "party", 'the class "party" is unknown'],
  ])("refuses %s", (_name, shortCode, className, message) => {
    addRow("non-emergency.json", { territories: ["GB"], shortCodes: [shortCode], class: className, source, reason });
    expect(make()).toEqual({ problem: expect.stringContaining(message) });
  });

  it("refuses a source that nothing uses", () => {
    addRow("sources.json", described);
    expect(make()).toEqual({ problem: expect.stringContaining('describes "idle", which nothing uses') });
  });

  it.each([
    ["neither a date nor a reason for having none", { date: undefined }, "must have a date, or say why it has none"],
    ["both", { undated: "A page without a date." }, "must have a date, or say why it has none"],
    ["a date that is none", { date: "May 2024" }, "must have a date, or say why it has none"],
    ["an unknown authority", { authority: "hearsay" }, "is of no known authority"],
  ])("refuses a source with %s", (_name, fields, message) => {
    addRow("sources.json", { ...described, ...fields });
    expect(make()).toEqual({ problem: expect.stringContaining(message) });
  });

  it.each([
    ["of an unknown kind", { kind: "party" }, 'GB 990 has the unknown kind "party"'],
    ["of a territory without numbers", { territory: "AQ" }, "AQ 990 is under no calling code"],
  ])("refuses a report's row %s", (_name, fields, message) => {
    addRow("reports/itu-e129.json", { ...statement, ...fields });
    expect(make()).toEqual({ problem: expect.stringContaining(message) });
  });

  it.each([
    ["a recent official report", "itu-e129", { date: "2023-01-01" }, "primary"],
    ["an older official report", "itu-e129", { date: "2022-12-31" }, "extended"],
    ["an unofficial list", "wikipedia", {}, null],
    ["another government's old list", "us-state-2008", {}, null],
    ["another government's recent page", "gov-uk", { date: "2026-03-05", page: "anguilla" }, "primary"],
    ["a recent report of another kind", "itu-e129", { date: "2024-01-01", kind: "help" }, null],
    ["a recent report that does not say what it does", "itu-e129", { date: "2024-01-01", kind: "unsaid" }, null],
  ])("decides on a number that only %s has", (_name, report, fields, tier) => {
    addRow(`reports/${report}.json`, { ...statement, ...fields });
    expect(make()).toEqual({ problem: null, numbers: expect.any(Number) });
    expect(tierOf("GB", "990")).toBe(tier);
  });

  it("makes a number primary that an old report and an unofficial list have", () => {
    addRow("reports/itu-e129.json", { ...statement, date: "2012-04-03" });
    addRow("reports/wikipedia.json", statement);
    make();
    expect(tierOf("GB", "990")).toBe("primary");
  });

  it("leaves the files alone when a rule is broken", () => {
    const path = join(copy, "shared/catalogue/catalogue-table.ts");
    const before = readFileSync(path, "utf8");
    addRow("emergency-numbers.json", { ...fact, services: ["plumber"] });
    run();
    expect(readFileSync(path, "utf8")).toBe(before);
  });
});
