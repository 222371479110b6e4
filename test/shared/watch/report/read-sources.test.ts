import { expect, it } from "vitest";
import { verifyWindow } from "../../../../shared/audit/trail/verify-window.ts";
import { monotonic } from "../../../../shared/clock.ts";
import type { StoredHeader } from "../../../../shared/config/store/version-header.ts";
import { minuteTable } from "../../../../shared/watch/figures/minute-table.ts";
import { watchStateTable } from "../../../../shared/watch/figures/watch-state.ts";
import { readSources } from "../../../../shared/watch/report/read-sources.ts";
import { makeReport } from "../../../../shared/watch/report/report.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { freshTrail } from "../../../support/trail/trail.ts";
import { expectedS, type WatchedTrail, watchedTrail } from "../../../support/watch/watched-trail.ts";

const azurite = useTables();
const startMs = Date.parse("2026-11-22T12:01:00.000Z");
const window = { from: "2026-11-22T12:00:00.000Z", to: "2026-11-22T12:30:00.000Z" };

const header = (version: number, activatedAt: string): StoredHeader => ({
  version,
  parent: version - 1,
  hash: `sha256:${version}`,
  author: "a",
  reason: `CHG${version}`,
  createdAt: activatedAt,
  activatedAt,
  restoredFrom: null,
  breakGlass: null,
  proposal: null,
  summary: {},
  auditedAt: null,
  claim: "",
  live: true,
  cleared: false,
});

const headers = [
  header(4, "2026-11-22T13:00:00.000Z"),
  header(3, "2026-11-22T12:10:00.000Z"),
  header(2, "2026-11-20T08:00:00.000Z"),
  header(1, "2026-11-01T08:00:00.000Z"),
];
const config = {
  readPointer: async () => ({ version: 4, hash: "sha256:4", activatedAt: "", etag: "" }),
  listHeaders: async () => headers,
};

async function reportOf({ tables, log, nowMs }: WatchedTrail) {
  const limits = { budgetMs: 20_000, longestMs: 20_000 };
  const verifying = { tables, chainKeys: null, now: () => nowMs, clock: monotonic, ...limits };
  const sources = await readSources(window, {
    tables,
    verify: (asked) => verifyWindow(verifying, asked),
    minutes: minuteTable(tables.watch, log),
    state: watchStateTable(tables.watch),
    config,
    expectedMs: expectedS * 1_000,
  });
  return makeReport(sources);
}

/** A call that failed and one that was answered, watched until the window is over. */
async function halfAnHour(): Promise<WatchedTrail> {
  const world = watchedTrail(await freshTrail(azurite.running()), startMs);
  const [a, b] = [world.decided({ callId: "a" }), world.decided({ callId: "b" })];
  await world.arrive(a, b, world.outcome(a, { finalStatus: 503 }), world.outcome(b));
  for (let runs = 0; runs < 4; runs++) {
    await world.watch();
    world.nowMs += 12 * 60_000;
  }
  return world;
}

it("has figures, the changes that were live, the alarms and what verification says", async () => {
  const report = await reportOf(await halfAnHour());
  expect(report).toMatchObject({
    complete: true,
    totals: { decided: 2, answered: 1, failed: 1, successRate: 0.5 },
    changes: [{ version: 2, reason: "CHG2" }, { version: 3 }],
    verification: { complete: true, intact: true },
  });
  const told = report.alarms.map(({ what, alarm, subject }) => `${what} ${alarm} ${subject}`);
  expect(told).toEqual(["raised emergency-call-failed a", "cleared emergency-call-failed a"]);
});

it("is the same, byte for byte, whenever it is asked for after the window", async () => {
  const world = await halfAnHour();
  const first = JSON.stringify(await reportOf(world));
  await world.arrive(world.decided());
  for (let runs = 0; runs < 2; runs++) {
    world.nowMs += 3_600_000;
    await world.watch();
  }
  expect(JSON.stringify(await reportOf(world))).toBe(first);
});

it("is not complete while the window goes on, and where nobody watched", async () => {
  const world = watchedTrail(await freshTrail(azurite.running()), startMs);
  expect((await reportOf(world)).complete).toBe(false);
  await world.watch();
  expect((await reportOf(world)).complete).toBe(false);
});
