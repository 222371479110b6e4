import type { Checked } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { pace } from "../../pace.ts";
import { type Item, type ItemKind, itemKey, itemKinds, type KindDefinition } from "../item-kinds.ts";
import { collectFaults } from "./collect-faults.ts";
import { faultsEnd, faultsReadAtMost } from "./import-limits.ts";

/** One item of a file, and where it stands there: `line 12` or `numbers[3]`. */
export type Entry = Checked<{ readonly origin: string; readonly item: Item }>;

export type Gathered = {
  readonly items: readonly Item[];
  readonly origins: ReadonlyMap<object, string>;
  readonly faults: readonly InputFault[];
};

/** All items of a kind, none of which may stand there twice, or all faults, each cause once. Paced. */
export async function gatherItems(kind: ItemKind, entries: Iterable<Entry> | AsyncIterable<Entry>): Promise<Gathered> {
  const items: Item[] = [];
  const origins = new Map<object, string>();
  const faults = collectFaults();
  const firstAt = new Map<string, string>();
  let faultsRead = 0;
  const { keyFields }: KindDefinition = itemKinds[kind];
  for await (const entry of entries) {
    if (pace.isDue()) await pace.rest();
    if (entry.outcome === "faulty") {
      for (const fault of entry.faults) faults.add(fault);
      faultsRead += entry.faults.length;
      if (faultsRead > faultsReadAtMost) return { items, origins, faults: [...faults.faults(), faultsEnd] };
      continue;
    }
    const { item, origin } = entry.value;
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
