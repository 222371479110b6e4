import type { Steps } from "../../in-slices.ts";
import { foldName } from "../../recognition/fold-characters.ts";
import type { LookupTable } from "../../routing/convert.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";

/** The names of a configuration that are not written as `foldName` writes them, so that a misspelt one can be told. */
export function* foldNames(
  { tenants, ingresses }: Pick<ConfigDocument, "tenants" | "ingresses">,
  tables: Snapshot["tables"],
): Steps<Snapshot["folded"]> {
  const keys = new Map<string, ReadonlySet<string>>();
  for (const [name, table] of tables) keys.set(name, yield* foldKeys(table));
  return {
    tenants: yield* foldedOf(tenants.map(({ name }) => name)),
    ingresses: yield* foldedOf(ingresses.map(({ name }) => name)),
    keys,
  };
}

/** A version of a table never changes, and is held from one configuration to the next. */
const foldedKeys = new WeakMap<LookupTable, ReadonlySet<string>>();

function* foldKeys(table: LookupTable): Steps<ReadonlySet<string>> {
  const folded = foldedKeys.get(table) ?? (yield* foldedOf(table.keys()));
  foldedKeys.set(table, folded);
  return folded;
}

function* foldedOf(names: Iterable<string>): Steps<ReadonlySet<string>> {
  const folded = new Set<string>();
  for (const name of names) {
    const plain = foldName(name);
    if (plain !== name) folded.add(plain);
    yield;
  }
  return folded;
}
