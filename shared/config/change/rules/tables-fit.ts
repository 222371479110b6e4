import { type Findings, faultAt, type Subject } from "./rule.ts";
import { tableUses } from "./table-use.ts";

/** The listed version of a table is in the store. */
export function* tablesAreStored({ document, tables }: Subject): Findings {
  for (const [index, { name, version }] of document.lookupTables.entries()) {
    if (tables.has(name)) yield;
    else yield faultAt("lookupTables", index, ["version"], `there is no whole version ${version} of the table ${name}`);
  }
}

/** A conversion looks up in tables that are listed, by what their keys are. */
export function* stepsUseListedTables({ document }: Subject): Findings {
  const listed = new Map(document.lookupTables.map(({ name, keys }) => [name, keys]));
  for (const [index, conversion] of document.conversions.entries()) {
    for (const { step, table, key, field } of tableUses(conversion)) {
      const keys = listed.get(table);
      if (keys === undefined)
        yield faultAt("conversions", index, ["steps", step, "table"], `the table ${table} is not in lookupTables`);
      else if (keys !== key)
        yield faultAt(
          "conversions",
          index,
          ["steps", step, field],
          `looks up by ${key}, but the keys of ${table} are listed as ${keys}`,
        );
      else yield;
    }
    yield;
  }
}
