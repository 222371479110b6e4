import { describe, expect, it } from "vitest";
import { type RecentCallsOptions, readRecentCalls } from "../../../../shared/audit/trail/recent-calls.ts";
import type { TrailTables } from "../../../../shared/audit/trail/trail-tables.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { freePort } from "../../../../tools/free-port.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { callEvent, chainOf, freshTrail, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const ago = (ms: number): string => new Date(nowMs - ms).toISOString();

type Dialled = { readonly agoMs: number; readonly request: unknown };

/** A trail in which these calls were recorded. */
async function trailOf(dialled: readonly Dialled[]): Promise<TrailTables> {
  const tables = await freshTrail(azurite.running());
  await project(tables, chainOf(dialled.map(({ agoMs, request }) => callEvent({ at: ago(agoMs), request }))));
  return tables;
}

const read = (tables: TrailTables, options: Partial<RecentCallsOptions> = {}) =>
  readRecentCalls({ tables, log: recordingLog(), nowMs, budgetMs: 60_000, ...options });

const numbered = (count: number, everyMs: number): readonly Dialled[] =>
  Array.from({ length: count }, (_, i) => ({ agoMs: i * everyMs, request: { calledParty: `+44${1_000 + i}` } }));

describe("recent calls", () => {
  it("are those recorded of late, the newest first", async () => {
    const tables = await trailOf(numbered(40, 97 * minuteMs));
    const { calls, status, since } = await read(tables);
    expect(calls.map(({ call }) => call.calledParty)).toEqual(Array.from({ length: 40 }, (_, i) => `+44${1_000 + i}`));
    expect({ status, since }).toEqual({ status: "complete", since: ago(31 * dayMs) });
  });

  it("have each number once, told apart by ingress, tenant and territory", async () => {
    const requests = [
      { calledParty: "999" },
      { calledParty: "999", callId: "another", callingParty: "+441632960123" },
      { calledParty: "999", ingress: "teams" },
      { calledParty: "999", ingress: "teams", tenant: "contoso" },
      { calledParty: "999", ingress: "teams", tenant: "contoso", territory: "GB" },
      { calledParty: "+44999" },
    ];
    const { calls } = await read(await trailOf(requests.map((request, i) => ({ agoMs: i * minuteMs, request }))));
    expect(
      calls.map(({ call: { calledParty, ingress, tenant, territory } }) => [calledParty, ingress, tenant, territory]),
    ).toEqual([
      ["999", null, null, null],
      ["999", "teams", null, null],
      ["999", "teams", "contoso", null],
      ["999", "teams", "contoso", "GB"],
      ["+44999", null, null, null],
    ]);
  });

  it("are as the newest call to the number was, without what no decision depends on", async () => {
    const { calls } = await read(
      await trailOf([
        { agoMs: 2, request: { calledParty: "999", locationKey: "old" } },
        {
          agoMs: 1,
          request: {
            calledParty: "999",
            locationKey: "new",
            callingParty: "+441632960123",
            callId: "c",
            attributes: { a: "b" },
          },
        },
      ]),
    );
    expect(calls).toMatchObject([
      { call: { locationKey: "new", callingParty: "+441632960123", callId: "recent", attributes: null }, flags: [] },
    ]);
  });

  it("are the newest of many, as many as are wanted", async () => {
    const { calls, status, since } = await read(await trailOf(numbered(60, minuteMs)), { limit: 7 });
    expect(calls.map(({ call }) => call.calledParty)).toEqual(Array.from({ length: 7 }, (_, i) => `+44${1_000 + i}`));
    expect(status).toBe("complete");
    expect(since !== null && since > ago(60 * minuteMs)).toBe(true);
  });

  it("are found where there are more in a minute than are read at once", async () => {
    const many = Array.from({ length: 2_300 }, (_, i) => ({ agoMs: i * 10, request: { calledParty: `${i % 1_100}` } }));
    const { calls, status } = await read(await trailOf(many), { limit: 500 });
    expect(calls.map(({ call }) => call.calledParty)).toEqual(Array.from({ length: 500 }, (_, i) => `${i}`));
    expect(status).toBe("complete");
  });

  it("reach so many days back and include what an instance ahead of this one recorded", async () => {
    const agos = [-4 * minuteMs, 0, 2 * dayMs - 1, 2 * dayMs + 1];
    const tables = await trailOf(agos.map((agoMs, i) => ({ agoMs, request: { calledParty: `10${i}` } })));
    const { calls } = await read(tables, { daysBack: 2 });
    expect(calls.map(({ call }) => call.calledParty)).toEqual(["100", "101", "102"]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["a body that was recorded as its text", '{"calledParty":"112","deep":[[[]]]}', ["112"]],
    ["text that is no body", "112", []],
    ["nothing", null, []],
    ["a body without a called party", { callingParty: "1" }, []],
    ["a called party of no sensible length", { calledParty: `sip:112@h;${"a".repeat(2_000)}` }, []],
  ])("are read from %s", async (_, request, expected) => {
    const { calls, status } = await read(await trailOf([{ agoMs: 1, request }]));
    expect(calls.map(({ call }) => call.calledParty)).toEqual(expected);
    expect(status).toBe("complete");
  });

  it("are none in an empty trail", async () => {
    expect(await read(await trailOf([]))).toEqual({ status: "complete", since: ago(31 * dayMs), calls: [] });
  });
});

describe("a trail that cannot be read", () => {
  const unreachable = (tables: TrailTables, connectionString: string): TrailTables => ({
    ...tables,
    trail: tableClient({ connectionString }, tables.trail.tableName),
  });

  it("gives no calls and says so when it is not there", async () => {
    const log = recordingLog();
    const tables = await trailOf([]);
    await tables.trail.deleteTable();
    expect(await read(tables, { log })).toEqual({ status: "unavailable", since: null, calls: [] });
    expect(log.lines).toMatchObject([{ level: "warn" }]);
  });

  it("gives no calls and says so when nothing listens there", async () => {
    const port = await freePort();
    const { connectionString } = azurite.running();
    const nowhere = connectionString.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`);
    expect(await read(unreachable(await trailOf([]), nowhere))).toMatchObject({ status: "unavailable", calls: [] });
  });

  it("holds nobody up when it never answers", async () => {
    const proxy = await startProxy(azurite.running());
    proxy.fallSilent();
    const tables = unreachable(await trailOf([]), proxy.connectionString);
    expect(await read(tables, { budgetMs: 100 })).toMatchObject({ status: "unavailable", calls: [] });
  });

  it("gives what was found until it fell silent, and how far back that reaches", async () => {
    const proxy = await startProxy(azurite.running());
    const tables = await trailOf(numbered(3, 60 * minuteMs));
    const through = unreachable(tables, proxy.connectionString);
    const trail = new Proxy(through.trail, {
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
    const found = await read({ ...through, trail }, { budgetMs: 10_000 });
    expect(found).toMatchObject({ status: "partial", since: ago(minuteMs) });
    expect(found.calls.map(({ call }) => call.calledParty)).toEqual(["+441000"]);
  });
});
