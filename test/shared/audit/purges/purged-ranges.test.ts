import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { makePurgedRanges, partGaps } from "../../../../shared/audit/purges/purged-ranges.ts";
import { type RemovedOfChain, removedRanges } from "../../../../shared/audit/purges/removed-ranges.ts";
import { callEvent, chainOf } from "../../../support/trail/trail.ts";

const length = 12;
const chain: readonly ChainedEvent[] = chainOf(
  Array.from({ length }, () => callEvent()),
  "chain-a",
);
const places = chain.map(({ data }) => data.chain);
const placesAt = (sequences: readonly number[]) => places.filter(({ sequence }) => sequences.includes(sequence));
const sequencesIn = (stretches: readonly { readonly from: number; readonly to: number }[]) =>
  stretches.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

/** The sequences that purge events explain, with these events still there. */
function explained(removed: readonly RemovedOfChain[], there: typeof places): readonly number[] {
  const ranges = makePurgedRanges(removed.flatMap(({ ranges }) => ranges));
  for (const place of there) ranges.see(place);
  return sequencesIn(ranges.explained());
}

describe("what was removed", () => {
  it("is told in as few ranges as there are gaps, with the hashes that join the chain across them", () => {
    expect(removedRanges(placesAt([7, 2, 3, 8, 5]), [])).toEqual([
      {
        chainId: "chain-a",
        ranges: [
          { from: 2, to: 3, previousHash: places[0]?.hash, lastHash: places[2]?.hash },
          { from: 5, to: 5, previousHash: places[3]?.hash, lastHash: places[4]?.hash },
          { from: 7, to: 8, previousHash: places[5]?.hash, lastHash: places[7]?.hash },
        ],
      },
    ]);
  });

  it("ends where something that was named before ends or begins", () => {
    const earlier = removedRanges(placesAt([4, 5, 6]), []);
    const ranges = removedRanges(placesAt([2, 3, 4, 5, 6, 7, 8]), earlier)[0]?.ranges ?? [];
    expect(ranges.map(({ from, to }) => [from, to])).toEqual([
      [2, 3],
      [4, 6],
      [7, 8],
    ]);
  });

  it("is explained whenever purges, each of which may be killed anywhere, have told of it", () => {
    const steps = fc.array(
      fc.tuple(fc.subarray([...places.slice(1, -1)], { minLength: 1 }), fc.array(fc.boolean(), { minLength: length })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(steps, (runs) => {
        let there = [...places];
        const told: RemovedOfChain[] = [];
        for (const [wanted, isDeleted] of runs) {
          const named = wanted.filter((place) => there.includes(place));
          told.push(...removedRanges(named, told));
          there = there.filter((place) => !named.includes(place) || isDeleted[place.sequence - 1] !== true);
        }
        const missing = places.filter((place) => !there.includes(place)).map(({ sequence }) => sequence);
        expect(explained(told, there)).toEqual(expect.arrayContaining(missing));
      }),
      { numRuns: 2_000 },
    );
  });

  it("explains nothing that was not in it, whatever else is missing", () => {
    const some = fc.subarray([...places]);
    fc.assert(
      fc.property(some, some, (named, there) => {
        const found = explained(removedRanges(named, []), there);
        const sequences = named.map(({ sequence }) => sequence);
        expect(found.filter((sequence) => !sequences.includes(sequence))).toEqual([]);
      }),
    );
  });
});

describe("a range that was made up", () => {
  const without = (...sequences: number[]) => places.filter(({ sequence }) => !sequences.includes(sequence));
  const hashAt = (sequence: number) => places[sequence - 1]?.hash ?? null;
  const forged = `sha256:${"0".repeat(64)}`;
  it.each([
    ["with another hash before it", [{ from: 5, to: 5, previousHash: forged, lastHash: hashAt(5) ?? "" }], [5]],
    ["with another hash at its end", [{ from: 5, to: 5, previousHash: hashAt(4), lastHash: forged }], [5]],
    ["that reaches over what is there", [{ from: 5, to: 7, previousHash: hashAt(4), lastHash: forged }], [5]],
    [
      "that a genuine one should go on from",
      [
        { from: 5, to: 5, previousHash: hashAt(4), lastHash: forged },
        { from: 6, to: 6, previousHash: hashAt(5), lastHash: hashAt(6) ?? "" },
      ],
      [5, 6],
    ],
    [
      "that overlaps a genuine one",
      [
        { from: 5, to: 6, previousHash: hashAt(4), lastHash: forged },
        { from: 6, to: 6, previousHash: hashAt(5), lastHash: hashAt(6) ?? "" },
      ],
      [5, 6],
    ],
    ["as the beginning of the chain", [{ from: 1, to: 2, previousHash: null, lastHash: forged }], [1, 2]],
  ])("%s explains nothing", (_, ranges, missing) => {
    expect(explained([{ chainId: "chain-a", ranges }], without(...missing))).toEqual([]);
  });
});

describe("gaps", () => {
  const stretch = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 8 }))
    .map(([from, more]) => ({ from, to: from + more }));
  /** In order, and not touching. */
  const stretches = fc.array(stretch, { maxLength: 8 }).map((some) => {
    const sequences = new Set(sequencesIn(some));
    return [...sequences]
      .sort((a, b) => a - b)
      .reduce<{ from: number; to: number }[]>((all, sequence) => {
        const last = all.at(-1);
        if (last?.to === sequence - 1) last.to = sequence;
        else all.push({ from: sequence, to: sequence });
        return all;
      }, []);
  });

  it("are parted into what is explained and what is not", () => {
    fc.assert(
      fc.property(stretches, stretches, (gaps, known) => {
        const { purged, missing } = partGaps(gaps, known);
        const isKnown = new Set(sequencesIn(known));
        const all = sequencesIn(gaps);
        expect(sequencesIn(purged)).toEqual(all.filter((sequence) => isKnown.has(sequence)));
        expect(sequencesIn(missing)).toEqual(all.filter((sequence) => !isKnown.has(sequence)));
      }),
    );
  });
});
