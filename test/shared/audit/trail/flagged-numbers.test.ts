import { describe, expect, it } from "vitest";
import { type FlaggedNumbersOptions, readFlaggedNumbers } from "../../../../shared/audit/trail/flagged-numbers.ts";
import type { TrailTables } from "../../../../shared/audit/trail/trail-tables.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { type CallFacts, callEvent, chainOf, freshTrail, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const dayMs = 86_400_000;
const ago = (ms: number): string => new Date(nowMs - ms).toISOString();

type Dialled = Pick<CallFacts, "flags" | "territory" | "request"> & { readonly agoMs: number };

/** A trail in which these calls were recorded; the short code of each is 999. */
async function trailOf(dialled: readonly Dialled[]): Promise<TrailTables> {
  const tables = await freshTrail(azurite.running());
  await project(tables, chainOf(dialled.map(({ agoMs, ...facts }) => callEvent({ ...facts, at: ago(agoMs) }))));
  return tables;
}

const read = (tables: TrailTables, options: Partial<FlaggedNumbersOptions> = {}) =>
  readFlaggedNumbers({ tables, log: recordingLog(), nowMs, budgetMs: 60_000, ...options });

describe("the flagged numbers of the last days", () => {
  it("are counted by territory, number and flag", async () => {
    const tables = await trailOf([
      { agoMs: 1_000, flags: ["unprovisioned"], territory: "GB" },
      { agoMs: 10 * dayMs, flags: ["contingency-route", "unprovisioned"], territory: "GB" },
      { agoMs: 30 * dayMs, flags: ["suspected"], territory: "GB" },
      { agoMs: 5 * dayMs, flags: ["unprovisioned"], territory: "IE" },
      { agoMs: 2_000, flags: [], territory: "FR" },
      { agoMs: 32 * dayMs, flags: ["unprovisioned"], territory: "FR" },
    ]);
    const { numbers, ...rest } = await read(tables);
    expect(rest).toEqual({ complete: true, since: ago(31 * dayMs) });
    expect(numbers).toHaveLength(2);
    expect(numbers).toContainEqual({ territory: "GB", number: "999", unprovisioned: 2, suspected: 1 });
    expect(numbers).toContainEqual({ territory: "IE", number: "999", unprovisioned: 1, suspected: 0 });
  });

  it("have the territory of the decision, else its only candidate, else that of the request", async () => {
    const cases = [
      { territory: "GB", candidateTerritories: ["GB", "JE"], request: { territory: "IE" } },
      { territory: null, candidateTerritories: ["JE"], request: { territory: "IE" } },
      { territory: null, candidateTerritories: ["GB", "JE"], request: { territory: "el" } },
      { territory: null, candidateTerritories: [], request: { territory: 7 } },
      { territory: null, candidateTerritories: ["GB", "JE"], request: {} },
    ];
    const events = cases.map(({ request, ...number }, i) => {
      const event = callEvent({ at: ago(i), flags: ["suspected"], request });
      const { decision } = event.data;
      const decided = { ...decision, number: { ...decision.number, ...number, shortCode: null, normalised: "118" } };
      return { ...event, data: { ...event.data, decision: decided } };
    });
    const tables = await freshTrail(azurite.running());
    await project(tables, chainOf(events));
    const { numbers } = await read(tables);
    const counted = numbers.map(({ territory, number, suspected }) => `${territory} ${number} ${suspected}`);
    expect(counted.sort()).toEqual(["GB 118 1", "GR 118 1", "JE 118 1", "null 118 2"]);
  });

  it("are counted where there are more in a second than are read at once", async () => {
    const many = Array.from({ length: 2_100 }, () => ({ agoMs: 500, flags: ["unprovisioned"], territory: "GB" }));
    const { complete, numbers } = await read(await trailOf(many));
    expect({ complete, numbers }).toEqual({
      complete: true,
      numbers: [{ territory: "GB", number: "999", unprovisioned: 2_100, suspected: 0 }],
    });
  });
});

describe("a trail that cannot be read", () => {
  const through = (tables: TrailTables, connectionString: string): TrailTables => ({
    ...tables,
    trail: tableClient({ connectionString }, tables.trail.tableName),
  });

  it("gives no counts, and says so, when it is not there", async () => {
    const log = recordingLog();
    const tables = await trailOf([]);
    await tables.trail.deleteTable();
    expect(await read(tables, { log })).toEqual({ complete: false, since: null, numbers: [] });
    expect(log.lines).toMatchObject([{ level: "warn", message: "not all flagged calls could be counted" }]);
  });

  it("holds nobody up when it never answers", async () => {
    const proxy = await startProxy(azurite.running());
    proxy.fallSilent();
    const tables = through(await trailOf([]), proxy.connectionString);
    expect(await read(tables, { budgetMs: 100 })).toEqual({ complete: false, since: null, numbers: [] });
  });

  it("gives what was counted until it fell silent, and how far back that reaches", async () => {
    const proxy = await startProxy(azurite.running());
    const flags = ["unprovisioned"];
    const all = await trailOf([10, 3_600_000].map((agoMs) => ({ agoMs, flags, territory: "GB" })));
    const silenced = through(all, proxy.connectionString);
    const trail = new Proxy(silenced.trail, {
      get: (client, name) => {
        const listed = Reflect.get(client, name);
        if (name !== "listEntities") return listed;
        return (options: { queryOptions: { filter: string } }) => {
          // The first part is the last minutes: only its filter names the instant after now.
          if (!options.queryOptions.filter.includes("2026-11-22T12:05")) proxy.fallSilent();
          return client.listEntities(options);
        };
      },
    });
    expect(await read({ ...silenced, trail }, { budgetMs: 10_000 })).toEqual({
      complete: false,
      since: ago(60_000),
      numbers: [{ territory: "GB", number: "999", unprovisioned: 1, suspected: 0 }],
    });
  });
});
