import fc from "fast-check";
import { expect, it } from "vitest";
import { makeItemReader } from "../../../console/api/read-items.ts";

const item = fc.record({
  shortCode: fc.string(),
  note: fc.string({ unit: "grapheme" }),
  services: fc.array(fc.constantFrom("fire", 'a"]}', "\\", "{[")),
  nested: fc.record({ deep: fc.array(fc.record({ text: fc.string() })) }),
});

/** Cuts a text into pieces of these lengths, again and again. */
function piecesOf(text: string, lengths: readonly number[]): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

it("items come whole and in order, however the answer is cut", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(item), lengths, fc.constantFrom(0, 2), (items, cuts, indent) => {
      const take = makeItemReader();
      const pieces = piecesOf(JSON.stringify({ version: 7, items }, null, indent), cuts);
      expect(pieces.flatMap((piece) => take(piece))).toEqual(items);
    }),
  );
});

it("an answer that ends too early gives the items before its end", () => {
  const take = makeItemReader();
  expect(take('{"version":1,"items":[{"a":1},{"a":')).toEqual([{ a: 1 }]);
});
