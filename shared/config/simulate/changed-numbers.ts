import { isDeepStrictEqual } from "node:util";
import { eachInSlices } from "../../in-slices.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import { numberKey } from "../item-kinds.ts";

/** The numbers that two documents do not share, as each of them has it. Gives way to calls. */
export async function changedNumbers(before: ConfigDocument, after: ConfigDocument): Promise<readonly NumberItem[]> {
  const earlier = new Map<string, NumberItem>();
  await eachInSlices(before.numbers, (item) => earlier.set(numberKey(item), item));
  const changed: NumberItem[] = [];
  await eachInSlices(after.numbers, (item) => {
    const key = numberKey(item);
    const was = earlier.get(key);
    if (was === item || isDeepStrictEqual(was, item)) earlier.delete(key);
    else changed.push(item);
  });
  return [...changed, ...earlier.values()];
}
