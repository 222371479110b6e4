import { forEachAtOnce } from "../../../for-each-at-once.ts";
import type { ConfigTable } from "../config-table.ts";
import { readHistory } from "../version-history.ts";

/** More versions than anybody asks about at once. */
const versionsAtMost = 1_000;
const versionsAtOnce = 8;

/**
 * Which configuration versions, newest first, list which version of a lookup table: by `<name>@<version>`, of the last thousand
 * that were live. Throws a DependencyError when the store fails.
 */
export async function tableUsers(
  table: Pick<ConfigTable, "readPointer" | "listHeaders" | "listedTables">,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { versions } = await readHistory(table, null, versionsAtMost);
  const users = new Map<string, number[]>();
  const listed = await forEachAtOnce(versionsAtOnce, versions, ({ version }) => table.listedTables(version));
  for (const [i, { version }] of versions.entries())
    for (const { name, version: used } of listed[i] ?? []) {
      const id = `${name}@${used}`;
      users.set(id, [...(users.get(id) ?? []), version]);
    }
  return users;
}
