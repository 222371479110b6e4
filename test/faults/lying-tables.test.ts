import { describe, expect, it } from "vitest";
import { callUntil, idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { runOnFaultyStores, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { type Lie, lies } from "../support/stores/lies.ts";
import type { TablesFault, TablesRequest } from "../support/stores/start-proxy.ts";
import { countTrail, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";

/** One of each kind; each reader by itself is told all of them in test/shared/tables/genuine-answers.test.ts. */
const told = ["a page, 200", "nothing but headers, 200", "half of the answer", "a page, 404"] as const;

const lying = (lie: Lie | undefined, about: (request: TablesRequest) => boolean): TablesFault => {
  if (lie === undefined) throw new Error("there is no such lie");
  return { kind: "lying", lie, about, carriedOut: true };
};
const readsOf = (table: string) => (request: TablesRequest) =>
  request.method === "GET" && request.path.includes(`/${table}(`);
const allReads = ({ method }: TablesRequest): boolean => method === "GET";

const at = (offsetMs: number): string => new Date(Date.now() + offsetMs).toISOString();
const window = () => new URLSearchParams({ from: at(-3_600_000), to: at(3_600_000) });
const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const change = {
  baseVersion: 1,
  reason: "CHG1",
  operations: [{ op: "put", kind: "tenant", item: { name: "contoso" } }],
};
const simulation = { calls: [{ calledParty: "+44999" }] };
const rows = "kind=lookup-table&name=communes&format=json&reason=CHG2";

/** Everything that is asked about each table. */
const questions: Readonly<Record<string, readonly (() => readonly [path: string, init?: RequestInit])[]>> = {
  AuditTrail: [
    () => [`audit/events?${window()}`],
    () => [`audit/events/export?${window()}`],
    () => [`audit/verification?${window()}`],
  ],
  AuditByCall: [
    () => ["audit/calls?callId=call-1@sbc1.example.net"],
    () => ["audit/events?callId=call-1@sbc1.example.net"],
    () => [`audit/verification?${window()}`],
  ],
  EmergencyConfig: [
    () => ["config"],
    () => ["config/versions"],
    () => ["config/versions/1"],
    () => ["config/items?kind=number"],
    () => ["config/export"],
    () => ["config/simulations", post(simulation)],
    () => ["config/changes?dryRun=true", post(change)],
    () => ["config/versions/1/restore?dryRun=true", post({ reason: "back" })],
  ],
  LookupTables: [
    () => ["config/lookup-tables"],
    () => ["config/lookup-tables/communes/versions/1"],
    () => [`config/imports?${rows}`, post([{ key: "75056", value: "+33140000000" }])],
  ],
};

describe("while Table Storage answers reads with something else", () => {
  it.each(told)("(%s) no question is answered as if there were nothing", { timeout }, async (name) => {
    const stage = await runOnFaultyStores(await startFaultyStores());
    const { app, proxy } = stage;
    await makeCalls(app.url, 5);
    await untilProjected(stage);
    for (const [table, asked] of Object.entries(questions)) {
      await proxy.inject(lying(lies[name], readsOf(table)));
      for (const question of asked) {
        const [path, init] = question();
        const response = await fetch(`${app.url}/api/v1/${path}`, init);
        expect([path, response.status, await response.text()]).toEqual([path, 503, expect.stringContaining("503")]);
      }
    }
    await proxy.inject(lying(lies[name], allReads));
    expect(await (await fetch(`${app.url}/api/v1/health/ready`)).json()).toMatchObject({
      tables: "down",
      outbox: { depth: null },
    });
  });

  it.each(told)(
    "(%s) calls are decided by what is in memory, soon stale, and each is in the trail once",
    {
      timeout,
    },
    async (name) => {
      const settings = { CONFIG_CHECK_EVERY_MS: "50", CONFIG_STALE_AFTER_MS: "500" };
      const stage = await runOnFaultyStores(await startFaultyStores(), settings);
      const { app, proxy } = stage;
      const answered = [...(await makeCalls(app.url, 20)).answered];
      await proxy.inject(lying(lies[name], allReads));
      answered.push(...(await callUntil(app.url, { source: "stale" })));
      expect(new Set(answered.map(({ source }) => source))).toEqual(new Set(["live", "stale"]));

      await proxy.inject({ kind: "none" });
      answered.push(...(await callUntil(app.url, { source: "live" })));
      await untilProjected(stage);
      expect(faultsOf(await countTrail(stage), idsAnswered(answered, "published", "queued"))).toEqual([]);
      expect(await verify(stage)).toMatchObject({ complete: true, intact: true });
    },
  );

  it("from the start, calls are decided by the catalogue: nothing is not 'no configuration'", { timeout }, async () => {
    const stores = await startFaultyStores();
    await stores.proxy.inject(lying(lies["nothing but headers, 200"], allReads));
    const { app, proxy } = await runOnFaultyStores(stores, { START_BUDGET_MS: "500", CONFIG_CHECK_EVERY_MS: "50" });
    const { answered } = await makeCalls(app.url, 20);
    expect(new Set(answered.map(({ source }) => source))).toEqual(new Set(["baseline"]));
    const ready = await fetch(`${app.url}/api/v1/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ tables: "down" })]);
    const active = await fetch(`${app.url}/api/v1/config`);
    expect(active.status).toBe(503);
    await proxy.inject({ kind: "none" });
    await callUntil(app.url, { source: "live" });
  });
});
