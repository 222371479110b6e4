import fc from "fast-check";
import { expect, it } from "vitest";
import { joinBytes, splitBytes } from "../../../shared/tables/split-bytes.ts";

it.each([
  [0, 1],
  [65_536, 1],
  [65_537, 2],
  [200_000, 4],
])("%i bytes need %i properties", (length, properties) => {
  const bytes = new Uint8Array(length).map((_, i) => i % 251);
  const split = splitBytes("items", bytes);
  expect(Object.keys(split)).toHaveLength(properties);
  for (const property of Object.values(split)) expect(property.length).toBeLessThanOrEqual(65_536);
  expect(Buffer.from(joinBytes("items", split)).equals(bytes)).toBe(true);
});

it("puts bytes together as they were, and leaves other properties alone", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const joined = joinBytes("items", { ...splitBytes("items", bytes), format: 1, items9: bytes });
      expect([...joined]).toEqual([...bytes]);
    }),
  );
});

it("is nothing where there is nothing of that name, or no bytes", () => {
  expect(joinBytes("items", {})).toHaveLength(0);
  expect(joinBytes("items", { items0: "text" })).toHaveLength(0);
});
