import { pace } from "../../pace.ts";
import { foldName } from "../../recognition/fold-name.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";

/** The names of a configuration that `foldName` changes, folded: with them a misspelt name is recognised. Paced. */
export async function foldNames(
  { tenants, ingresses }: Pick<ConfigDocument, "tenants" | "ingresses">,
  tables: Snapshot["tables"],
): Promise<Snapshot["folded"]> {
  const keys = new Map<string, ReadonlySet<string>>();
  for (const [name, table] of tables) keys.set(name, await foldKeys(table));
  return {
    tenants: await foldedOf(tenants.map(({ name }) => name)),
    ingresses: await foldedOf(ingresses.map(({ name }) => name)),
    keys,
  };
}

/** A version of a table never changes, and the next configuration often holds the same one. */
const foldedKeys = new WeakMap<LookupTable, ReadonlySet<string>>();

async function foldKeys(table: LookupTable): Promise<ReadonlySet<string>> {
  const folded = foldedKeys.get(table) ?? (await foldedOf(table.keys()));
  foldedKeys.set(table, folded);
  return folded;
}

async function foldedOf(names: Iterable<string>): Promise<ReadonlySet<string>> {
  const folded = new Set<string>();
  for (const name of names) {
    const plain = foldName(name);
    if (plain !== name) folded.add(plain);
    if (pace.isDue()) await pace.rest();
  }
  return folded;
}
