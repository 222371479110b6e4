import type { Conversion } from "../../routing/conversion.ts";
import { tableUses } from "../compile/table-use.ts";
import type { ConfigDocument } from "../document.ts";
import { type Comparison, changesOf, type Endangered, type Mark } from "./comparison.ts";

/**
 * Rows that conversions in use look up, changed or gone; and a row more where calls that it is for were converted without it:
 * by a shorter prefix, by `otherwise`, or with the caller's own number. Elsewhere their conversion failed: they can only win.
 * That a damaged table can be used again is no danger: its conversions failed.
 */
export function* lookupDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const { before, after } = comparison;
  for (const { key: name, change } of changesOf(comparison, "lookup-table")) {
    yield;
    const users = (yield* conversionsInUse(before.document)).filter((conversion) =>
      tableUses(conversion).some(({ table }) => table === name),
    );
    const [was, is] = [before.snapshot.tables.get(name), after.snapshot.tables.get(name)];
    if (change !== "changed" || users.length === 0 || was === undefined || was === is) continue;
    const marks = users.map((conversion): Mark => `conversion ${conversion.name}`);
    const uses = users.flatMap(tableUses).filter(({ table }) => table === name);
    const hasFallback = uses.some((use) => use.hasFallback);
    const byPrefix = uses.some(({ key }) => key === "callingPartyPrefix");
    for (const [key, value] of was) {
      if (is?.get(key) === value) yield;
      else yield { danger: "changes-lookup-rows", item: `${key} in ${name}`, marks };
    }
    for (const key of hasFallback || byPrefix ? (is?.keys() ?? []) : []) {
      if (was.has(key) || !(hasFallback || hasShorter(key, was))) yield;
      else yield { danger: "changes-lookup-rows", item: `${key} in ${name}`, marks };
    }
  }
}

const hasShorter = (key: string, table: ReadonlyMap<string, string>): boolean =>
  Array.from(key, (_, length) => key.slice(0, length)).some((prefix) => table.has(prefix));

function* conversionsInUse({
  conversions,
  territories,
  numbers,
  defaults,
}: ConfigDocument): Generator<undefined, readonly Conversion[], undefined> {
  const names = new Set([defaults.conversion, ...territories.flatMap(({ conversion }) => conversion ?? [])]);
  for (const { conversion } of numbers) {
    if (conversion !== null) names.add(conversion);
    yield;
  }
  return conversions.filter(({ name }) => names.has(name));
}
