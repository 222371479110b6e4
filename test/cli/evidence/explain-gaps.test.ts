import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainGaps, type Place, type RemovedRange } from "../../../cli/evidence/explain-gaps.ts";

const hash = (sequence: number): string | null => (sequence === 0 ? null : `h${sequence}`);
const place = (sequence: number): Place => ({
  sequence,
  previousHash: hash(sequence - 1),
  hash: hash(sequence) ?? "",
});
const range = (from: number, to: number): RemovedRange => ({
  from,
  to,
  previousHash: hash(from - 1),
  lastHash: hash(to) ?? "",
});

describe("what purges explain", () => {
  it.each([
    ["a purge of just that", [1, 2, 5], [range(3, 4)], [{ from: 3, to: 4 }], []],
    ["two purges, one behind the other", [2, 6], [range(4, 5), range(3, 3)], [{ from: 3, to: 5 }], []],
    [
      "a purge that was killed, with the end of its range still there",
      [2, 5, 6],
      [range(3, 6)],
      [{ from: 3, to: 4 }],
      [],
    ],
    ["a purge that was killed, with the beginning still there", [2, 3, 6], [range(3, 5)], [{ from: 4, to: 5 }], []],
    ["a killed purge and the one that went on", [2, 7], [range(3, 6), range(5, 6)], [{ from: 3, to: 6 }], []],
    ["no purge", [2, 5], [], [], [{ from: 3, to: 4 }]],
    ["a purge of a part, joined to nothing behind", [2, 6], [range(3, 4)], [], [{ from: 3, to: 5 }]],
    ["a purge with another hash before it", [2, 5], [{ ...range(3, 4), previousHash: "x" }], [], [{ from: 3, to: 4 }]],
    ["a purge with another hash behind it", [2, 5], [{ ...range(3, 4), lastHash: "x" }], [], [{ from: 3, to: 4 }]],
    ["a purge from the chain's beginning on", [3, 5], [range(1, 2), range(4, 4)], [{ from: 4, to: 4 }], []],
    ["two gaps, of which one is explained", [1, 3, 5], [range(2, 2)], [{ from: 2, to: 2 }], [{ from: 4, to: 4 }]],
  ])("%s", (_, there, ranges, purged, missing) => {
    expect(explainGaps(there.map(place), ranges)).toEqual({ purged, missing });
  });

  it("together with what is missing is just what is not there", () => {
    const sequences = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
    const ranges = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 5 })));
    fc.assert(
      fc.property(sequences, ranges, (there, removed) => {
        const inOrder = there.toSorted((a, b) => a - b);
        const { purged, missing } = explainGaps(
          inOrder.map(place),
          removed.map(([from, more]) => range(from, from + more)),
        );
        const found = [...purged, ...missing].flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, i) => from + i),
        );
        const [first = 0, last = 0] = [inOrder[0], inOrder.at(-1)];
        const absent = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((n) => !there.includes(n));
        expect(found.toSorted((a, b) => a - b)).toEqual(absent);
      }),
    );
  });
});
