import { pace } from "../../pace.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import { type TableUse, tableUses } from "../compile/table-use.ts";
import { type Comparison, changesOf, type DangerRule, type Endangered, type Mark } from "./danger-rule.ts";

/**
 * Rows that conversions in use look up, and that are changed or gone. A new row counts only where its calls were converted
 * without it: by a shorter prefix, by `otherwise`, or with the caller's own number. Elsewhere their conversion failed: it can
 * only get better. The same holds for a damaged table that can be used again.
 */
export const lookupDangers: DangerRule = async (comparison) => {
  const found: Endangered[] = [];
  for (const { key: name, change } of changesOf(comparison, "lookup-table")) {
    const was = comparison.before.snapshot.tables.get(name);
    const is = comparison.after.snapshot.tables.get(name) ?? new Map();
    const { uses, marks } = usesOfTable(name, comparison);
    if (change !== "changed" || uses.length === 0 || was === undefined || was === is) continue;
    for (const key of await changedKeys(was, is, uses))
      found.push({ danger: "changes-lookup-rows", item: `${key} in ${name}`, marks });
  }
  return found;
};

/** How conversions in use look up in a table, and the decisions that they are part of. */
function usesOfTable(table: string, { before, uses }: Comparison) {
  const users = before.document.conversions
    .filter(({ name }) => uses.before.conversions.has(name))
    .map((conversion) => ({
      mark: `conversion ${conversion.name}` satisfies Mark as Mark,
      uses: tableUses(conversion).filter((use) => use.table === table),
    }))
    .filter((user) => user.uses.length > 0);
  return { uses: users.flatMap((user) => user.uses), marks: users.map(({ mark }) => mark) };
}

/** The keys of rows that make a difference. A table has many: paced. */
async function changedKeys(was: LookupTable, is: LookupTable, uses: readonly TableUse[]): Promise<readonly string[]> {
  const hasFallback = uses.some((use) => use.hasFallback);
  const byPrefix = uses.some(({ key }) => key === "callingPartyPrefix");
  const keys: string[] = [];
  for (const [key, value] of was) {
    if (is.get(key) !== value) keys.push(key);
    if (pace.isDue()) await pace.rest();
  }
  if (!hasFallback && !byPrefix) return keys;
  for (const key of is.keys()) {
    if (!was.has(key) && (hasFallback || hasShorter(key, was))) keys.push(key);
    if (pace.isDue()) await pace.rest();
  }
  return keys;
}

const hasShorter = (key: string, table: LookupTable): boolean =>
  Array.from(key, (_, length) => key.slice(0, length)).some((prefix) => table.has(prefix));
