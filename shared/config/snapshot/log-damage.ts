import type { Log } from "../../log.ts";
import type { Snapshot } from "../../routing/snapshot.ts";

type Tables = Pick<Snapshot, "tables" | "damagedTables">;

/** Whether a table is missing only because the store failed. */
export const hasPassingDamage = ({ damagedTables }: Tables): boolean =>
  [...damagedTables.values()].some(({ isPassing }) => isPassing);

/** Whether a table that could be used before is missing now only because the store failed. */
export const losesTable = (before: Tables, after: Tables): boolean =>
  [...after.damagedTables].some(([name, { isPassing }]) => isPassing && before.tables.has(name));

/** Logs each table that cannot be used any more, or for another reason than before, and each that can be used again. */
export function logDamage(before: Tables, after: Tables, log: Log): void {
  for (const [name, { version, why, error }] of after.damagedTables) {
    const known = before.damagedTables.get(name);
    if (known?.version !== version || known.why !== why)
      log.error("a lookup table cannot be used", { name, version, why, ...(error === undefined ? {} : { error }) });
  }
  for (const name of before.damagedTables.keys())
    if (after.tables.has(name)) log.info("a lookup table can be used again", { name });
}
