import { tableUses } from "../compile/table-use.ts";
import { type Findings, faultAt, type Rule, type Subject } from "./rule.ts";

/** The listed version of a table is in the store as it was imported. */
export const tablesAreStored: Rule = (subject) => damagedTables(subject, false);

/** A table that was listed so before may be damaged: only the conversions that need it suffer. */
export const keptTablesAreStored: Rule = (subject) => damagedTables(subject, true);

function* damagedTables({ document, snapshot, tables, isKept }: Subject, kept: boolean): Findings {
  for (const [index, listed] of document.lookupTables.entries()) {
    const { name, version } = listed;
    if (tables.has(name) || isKept("lookupTables", listed) !== kept) yield;
    else {
      const { why = "is not stored", isOtherHash = false } = snapshot.damagedTables.get(name) ?? {};
      const then = kept ? ": conversions that look up in it fail until its rows are imported again" : "";
      yield faultAt(
        "lookupTables",
        index,
        [isOtherHash ? "hash" : "version"],
        `version ${version} of the table ${name} ${why}${then}`,
      );
    }
  }
}

/** A conversion that is new looks up in tables that can be used: its examples must be run. */
export function* newConversionsHaveTheirTables({ document, tables, isKept }: Subject): Findings {
  const kept = new Set(document.lookupTables.filter((item) => isKept("lookupTables", item)).map(({ name }) => name));
  for (const [index, conversion] of document.conversions.entries()) {
    for (const { step, table } of tableUses(conversion)) {
      if (tables.has(table) || !kept.has(table) || isKept("conversions", conversion)) yield;
      else {
        const message = `the table ${table} cannot be used at present, so that no example can be run`;
        yield faultAt("conversions", index, ["steps", step, "table"], message);
      }
    }
    yield;
  }
}

/** A conversion looks up in a table by what its keys are. */
export function* stepsUseListedTables({ document }: Subject): Findings {
  const listed = new Map(document.lookupTables.map(({ name, keys }) => [name, keys]));
  for (const [index, conversion] of document.conversions.entries()) {
    for (const { step, table, key, field } of tableUses(conversion)) {
      const keys = listed.get(table);
      if (keys !== undefined && keys !== key)
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
