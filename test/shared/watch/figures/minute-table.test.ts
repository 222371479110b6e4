import { describe, expect, it } from "vitest";
import { countCalls } from "../../../../shared/watch/figures/figures.ts";
import { minuteTable } from "../../../../shared/watch/figures/minute-table.ts";
import type { WatchedCall } from "../../../../shared/watch/figures/watched-call.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { freshTrail } from "../../../support/trail/trail.ts";
import { randomText } from "../../../support/watch/random-text.ts";
import { watchedCall } from "../../../support/watch/watched-call.ts";

const azurite = useTables();
const at = "2026-11-22T12:00:00.000Z";

async function written(calls: readonly WatchedCall[]) {
  const log = recordingLog();
  const table = minuteTable((await freshTrail(azurite.running())).watch, log);
  await table.write({ at, calls: new Map(calls.map((call) => [call.id, call])), etag: null });
  return { table, log };
}

const callsOf = (count: number, facts: () => Partial<WatchedCall> = () => ({})) =>
  Array.from({ length: count }, () => watchedCall(facts()));

describe("a minute", () => {
  it("of ten thousand calls with long Call-IDs is kept whole", async () => {
    const calls = callsOf(10_000, () => ({ callId: randomText(256) }));
    const { table, log } = await written(calls);
    expect((await table.read(at)).calls.size).toBe(10_000);
    expect(log.lines).toEqual([]);
  });

  it("of more calls than a row holds is kept as far as it can, and the log says so", async () => {
    const { table, log } = await written(callsOf(15_000, () => ({ firstRoute: randomText(64) })));
    const { calls } = await table.read(at);
    expect(calls.size).toBeGreaterThan(5_000);
    expect(calls.size).toBeLessThan(15_000);
    expect(log.lines).toMatchObject([
      {
        message: "not all calls of a minute can be watched",
        details: { at, calls: 15_000, watched: calls.size },
      },
    ]);
    expect((await table.sumQuarter(at)).total.decided).toBe(calls.size);
  });

  it("with a thousand routes of long names has all its figures", async () => {
    const calls = callsOf(1_000, () => {
      const [territory, ingress, route] = [randomText(2), randomText(64), randomText(64)];
      const tries = [{ route, result: "failed" }] as const;
      return { territory, ingress, outcome: { ...watchedCall().outcome, tries } as WatchedCall["outcome"] };
    });
    const { table } = await written(calls);
    expect(await table.sumQuarter(at)).toEqual(countCalls(calls));
    expect((await table.readQuarters(at, "2026-11-22T12:15:00.000Z")).get(at)).toEqual(countCalls(calls));
  });
});
