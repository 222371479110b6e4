import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonPieces } from "../../../shared/json/json-pieces.ts";

const written = async (value: unknown, depth: number) => Buffer.concat(await jsonPieces(value, depth)).toString();

it("writes what JSON.stringify writes, however deep it goes piece by piece", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.nat({ max: 5 }), async (value, depth) => {
      expect(await written(value, depth)).toBe(JSON.stringify(value));
    }),
  );
});

it.each([
  [{ a: undefined, b: [undefined, 1], c: { d: undefined } }],
  [[]],
  [{}],
  [{ list: [], object: {}, text: "\u2028\ud800" }],
])("leaves out what has no value, as JSON.stringify does", async (value) => {
  for (const depth of [0, 1, 2, 3]) expect(await written(value, depth)).toBe(JSON.stringify(value));
});

it("writes a long list in pieces", async () => {
  const list = Array.from({ length: 20_000 }, (_, i) => ({ path: `line ${i}` }));
  const pieces = await jsonPieces({ list }, 2);
  expect(pieces.length).toBeGreaterThan(5);
  expect(Buffer.concat(pieces).toString()).toBe(JSON.stringify({ list }));
});
