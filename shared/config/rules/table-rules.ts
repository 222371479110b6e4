import { pace } from "../../pace.ts";
import { tableUses } from "../compile/table-use.ts";
import type { DocumentFault } from "../document-fault.ts";
import { similarNames } from "./name-rules.ts";
import { eachItem, faultAt, type Rule, when } from "./rule.ts";

/** The listed version of a table is in the store as it was imported. */
export const tablesAreStored: readonly Rule[] = [
  damagedTables("lookupTables", { ofKept: false }),
  damagedTables("locationTables", { ofKept: false }),
];

/** Warning: a table that was listed before is damaged. Only what needs it fails. */
export const keptTablesAreStored: readonly Rule[] = [
  damagedTables("lookupTables", { ofKept: true }),
  damagedTables("locationTables", { ofKept: true }),
];

function damagedTables(list: "lookupTables" | "locationTables", { ofKept }: { readonly ofKept: boolean }): Rule {
  const what = list === "lookupTables" ? "conversions that look up in it fail" : "it leads no caller to an area";
  return eachItem(list, ({ snapshot, isKept }) => (listed) => {
    const { name, version } = listed;
    const isThere = snapshot.tables.has(name) || snapshot.locationTables.has(name);
    if (isThere || isKept(list, listed) !== ofKept) return [];
    const { why = "is not stored", isOtherHash = false } = snapshot.damagedTables.get(name) ?? {};
    const then = ofKept ? `: ${what} until its rows are imported again` : "";
    return [
      { field: [isOtherHash ? "hash" : "version"], message: `version ${version} of the table ${name} ${why}${then}` },
    ];
  });
}

/** A new conversion has its tables: without them its examples cannot be run. */
export const newConversionsHaveTheirTables = eachItem("conversions", ({ document, tables, isKept }) => {
  const kept = new Set(document.lookupTables.filter((item) => isKept("lookupTables", item)).map(({ name }) => name));
  return (conversion) =>
    tableUses(conversion).flatMap(({ step, table }) =>
      when(
        !tables.has(table) && kept.has(table) && !isKept("conversions", conversion),
        ["steps", step, "table"],
        `the table ${table} cannot be used at present, so that no example can be run`,
      ),
    );
});

/** A conversion looks up by what the keys of the table are. */
export const stepsUseListedTables = eachItem("conversions", ({ document }) => {
  const listed = new Map(document.lookupTables.map(({ name, keys }) => [name, keys]));
  return (conversion) =>
    tableUses(conversion).flatMap(({ step, table, key, field }) => {
      const keys = listed.get(table);
      return when(
        keys !== undefined && keys !== key,
        ["steps", step, field],
        `looks up by ${key}, but the keys of ${table} are listed as ${keys}`,
      );
    });
});

/** Warning: keys of a table that are easily mistaken for each other, or that are no territories. A table has many rows: paced. */
export const lookupKeysDifferEnough: Rule = async ({ document, tables }) => {
  const faults: DocumentFault[] = [];
  for (const [index, { name, keys }] of document.lookupTables.entries()) {
    const add = (message: string) => faults.push(faultAt("lookupTables", index, ["version"], `in ${name} ${message}`));
    const similar = similarNames();
    for (const key of tables.get(name)?.keys() ?? []) {
      const message = similar(key);
      if (message !== null) add(message);
      if (keys === "territory" && key !== key.toUpperCase())
        add(`${key} is no territory: did you mean ${key.toUpperCase()}?`);
      if (pace.isDue()) await pace.rest();
    }
  }
  return faults;
};
