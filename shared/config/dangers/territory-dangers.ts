import type { NumberItem } from "../document.ts";
import { isEmergencyNowOrLater } from "../rules/territories-with-emergencies.ts";
import type { Comparison, Endangered } from "./comparison.ts";

/** Territories that lose all of their configured emergency numbers, or are removed. */
export function* territoryDangers({ before, after, diff, nowMs }: Comparison): Generator<Endangered | undefined, void> {
  const had = yield* withEmergencies(before.document.numbers, nowMs);
  const has = yield* withEmergencies(after.document.numbers, nowMs);
  const removed = diff.flatMap(({ kind, change, key }) => (kind === "territory" && change === "removed" ? [key] : []));
  const emptied = new Set([...removed, ...[...had].filter((territory) => !has.has(territory))]);
  for (const item of [...emptied].sort()) yield { danger: "empties-territory", item, marks: [`territory ${item}`] };
}

function* withEmergencies(
  numbers: readonly NumberItem[],
  nowMs: number,
): Generator<undefined, ReadonlySet<string>, undefined> {
  const territories = new Set<string>();
  for (const number of numbers) {
    if (isEmergencyNowOrLater(number, nowMs)) territories.add(number.territory);
    yield;
  }
  return territories;
}

/** More than half of the numbers that were there, changed or removed. */
export function* bulkDangers({ before, diff }: Comparison): Generator<Endangered | undefined, void> {
  const changed = diff.filter(({ kind, change }) => kind === "number" && change !== "added");
  if (changed.length * 2 <= before.document.numbers.length) return;
  for (const { key } of changed) yield { danger: "changes-most-numbers", item: key, marks: [] };
}
