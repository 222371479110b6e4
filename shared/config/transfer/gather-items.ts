import type { Steps } from "../../in-slices.ts";
import type { InputFault } from "../../input-fault.ts";
import { type Item, type ItemKind, itemKey, itemKinds, type KindDefinition } from "../item-kinds.ts";
import { collectFaults } from "./collect-faults.ts";
import { faultsEnd, faultsReadAtMost } from "./import-limits.ts";

/** One item as it was read, or what is wrong with it; undefined where there is none, and others may run for a while. */
export type Entry =
  | { readonly origin: string; readonly item: Item }
  | { readonly faults: readonly InputFault[] }
  | undefined;

export type Gathered = {
  readonly items: readonly Item[];
  readonly origins: ReadonlyMap<object, string>;
  readonly faults: readonly InputFault[];
};

/** All items of a kind, none of which may stand there twice, or all faults, each cause once. */
export function* gatherItems(kind: ItemKind, entries: Iterable<Entry>): Steps<Gathered> {
  const items: Item[] = [];
  const origins = new Map<object, string>();
  const faults = collectFaults();
  const firstAt = new Map<string, string>();
  let read = 0;
  const { keyFields }: KindDefinition = itemKinds[kind];
  for (const entry of entries) {
    yield;
    if (entry === undefined) continue;
    if ("faults" in entry) {
      for (const fault of entry.faults) faults.add(fault);
      read += entry.faults.length;
      if (read > faultsReadAtMost) return { items, origins, faults: [...faults.faults(), faultsEnd] };
      continue;
    }
    const { item, origin } = entry;
    const key = itemKey(kind, item);
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, origin);
    else if (keyFields.length > 0)
      faults.add({ path: origin, message: `has the same ${inWords(keyFields)} as ${first}` });
    items.push(item);
    origins.set(item, origin);
  }
  return { items, origins, faults: faults.faults() };
}

const inWords = (names: readonly string[]): string => names.join(", ").replace(/, ([^,]*)$/, " and $1");
