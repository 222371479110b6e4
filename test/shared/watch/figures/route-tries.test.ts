import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { routeTriesTable, type TriesOfCall } from "../../../../shared/watch/figures/route-tries.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { freshTrail } from "../../../support/trail/trail.ts";

const azurite = useTables();
const endedMs = Date.parse("2026-11-22T12:00:40.000Z");

const triesOf = (...answered: readonly boolean[]): readonly TriesOfCall[] =>
  answered.map((one) => ({
    decisionId: randomUUID(),
    outcomeId: `outcome-${randomUUID()}`,
    decidedMs: endedMs - 1_000,
    endedMs,
    answered: [one],
  }));

describe("tries of routes", () => {
  it("are kept of more routes than one row would hold", async () => {
    const table = routeTriesTable((await freshTrail(azurite.running())).watch);
    const names = Array.from({ length: 200 }, (_, i) => `route ${i} / ü`);
    const tries = new Map(names.map((name) => [name, triesOf(true, ...Array(99).fill(false))]));
    await table.write(tries, new Map());
    const [first = "", second = ""] = names;
    expect((await table.read(new Set([first, second]))).tries).toEqual(
      new Map([first, second].map((name) => [name, tries.get(name)])),
    );
    const states = await table.readStates();
    expect(states).toHaveLength(200);
    expect(states).toContainEqual({
      name: first,
      consecutiveFailures: 99,
      lastAnsweredAt: new Date(endedMs).toISOString(),
    });
  });

  it("are refused when another instance has written that route meanwhile, and leave others alone", async () => {
    const table = routeTriesTable((await freshTrail(azurite.running())).watch);
    await table.write(new Map([["a", triesOf(true)]]), new Map());
    const { etags } = await table.read(new Set(["a"]));
    await table.write(new Map([["b", triesOf(false)]]), new Map());
    await table.write(new Map([["a", triesOf(false, false)]]), etags);
    await expect(table.write(new Map([["a", triesOf(true)]]), etags)).rejects.toThrow("keep what was watched");
    expect(await table.readStates()).toEqual([
      { name: "a", consecutiveFailures: 2, lastAnsweredAt: null },
      { name: "b", consecutiveFailures: 1, lastAnsweredAt: null },
    ]);
  });

  it("of a route whose calls are all too old make no state", async () => {
    const table = routeTriesTable((await freshTrail(azurite.running())).watch);
    await table.write(new Map([["gone", []]]), new Map());
    expect(await table.readStates()).toEqual([]);
  });
});
