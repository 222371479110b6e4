import { expect, it } from "vitest";
import { countItems } from "../../../console/parts/count-items.ts";

const counts = (added: number, changed: number, removed: number) => ({ added, changed, removed });

it.each<[Parameters<typeof countItems>[0], string]>([
  [{}, "nothing is different"],
  [{ number: counts(0, 0, 0) }, "nothing is different"],
  [{ number: counts(8, 0, 0), territory: counts(1, 0, 0) }, "8 numbers added, 1 territory added"],
  [{ territory: counts(0, 2, 3) }, "2 territories changed, 3 territories removed"],
  [{ defaults: counts(0, 1, 0) }, "1 defaults changed"],
])("%j is %s", (summary, text) => {
  expect(countItems(summary)).toBe(text);
});
