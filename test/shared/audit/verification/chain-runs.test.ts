import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Link, makeChainRuns } from "../../../../shared/audit/verification/chain-runs.ts";

const linksFrom = (first: number, count: number): Link[] =>
  Array.from({ length: count }, (_, index) => {
    const sequence = first + index;
    return { sequence, previousHash: sequence === 1 ? null : `hash-${sequence - 1}`, hash: `hash-${sequence}` };
  });

function seen(links: readonly Link[]) {
  const broken: number[] = [];
  const chain = makeChainRuns((sequence) => void broken.push(sequence));
  const added = links.map(chain.add);
  return { runs: chain.runs, broken: broken.sort((a, b) => a - b), added };
}

describe("the runs of a chain", () => {
  it("are one when nothing is missing, in whatever order events come", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.nat()), (start, count, order) => {
        const links = linksFrom(start + 1, count);
        const shuffled = links.map((link) => ({ link, at: order.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        const { runs, broken } = seen(shuffled.map(({ link }) => link));
        const [run] = runs;
        expect(runs).toHaveLength(1);
        expect(run).toEqual({
          first: start + 1,
          last: start + count,
          firstPreviousHash: links[0]?.previousHash,
          lastHash: links.at(-1)?.hash,
        });
        expect(broken).toEqual([]);
      }),
    );
  });

  it("lie on either side of what is missing", () => {
    const links = linksFrom(1, 9).filter(({ sequence }) => ![4, 7, 8].includes(sequence));
    expect(seen(links.reverse()).runs.map(({ first, last }) => [first, last])).toEqual([
      [1, 3],
      [5, 6],
      [9, 9],
    ]);
  });

  it("tell of an event that does not follow on the one before, from either side", () => {
    const links = linksFrom(1, 5).map((link) => (link.sequence === 3 ? { ...link, hash: "other" } : link));
    expect(seen(links).broken).toEqual([4]);
    expect(seen(links.reverse()).broken).toEqual([4]);
  });

  it("begin with an event that has none before it", () => {
    expect(seen([{ sequence: 1, previousHash: "x", hash: "y" }]).broken).toEqual([1]);
  });

  it("hold each sequence once", () => {
    const links = [...linksFrom(1, 3), ...linksFrom(2, 1)];
    expect(seen(links).added).toEqual(["new", "new", "new", "again"]);
  });

  it("are so many and no more, however full of gaps a chain is", () => {
    const links = linksFrom(1, 30_000).filter(({ sequence }) => sequence % 2 === 0);
    const { runs, added } = seen(links);
    expect(runs).toHaveLength(10_000);
    expect(added.filter((each) => each === "too-many-gaps")).toHaveLength(5_000);
  });
});
