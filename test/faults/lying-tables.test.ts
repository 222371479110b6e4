import { describe, expect, it } from "vitest";
import { hurryTime } from "../support/app/hurried-time.ts";
import { callUntil, idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { runOnFaultyStores, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { type Lie, lies } from "../support/stores/lies.ts";
import type { TablesFault, TablesRequest } from "../support/stores/start-proxy.ts";
import { countTrail, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";
import { questionsAbout } from "./questions.ts";

/** One of each kind; test/shared/tables/genuine-answers.test.ts gives all of them to each reader by itself. */
const told = ["a page, 200", "nothing but headers, 200", "half of the answer", "a page, 404"] as const;

const lying = (lie: Lie | undefined, about: (request: TablesRequest) => boolean): TablesFault => {
  if (lie === undefined) throw new Error("there is no such lie");
  return { kind: "lying", lie, about, carriedOut: true };
};
const readsOf = (table: string) => (request: TablesRequest) =>
  request.method === "GET" && request.path.includes(`/${table}(`);
const allReads = ({ method }: TablesRequest): boolean => method === "GET";

/** For how long an answer of ready is held. */
const readyHeldMs = 1_000;
const ready = async (url: string): Promise<unknown> => (await fetch(`${url}/api/v1/health/ready`)).json();

describe("while Table Storage answers reads with something else", () => {
  it("no question is answered as if there were nothing", { timeout }, async () => {
    const stage = await runOnFaultyStores(await startFaultyStores());
    const { app, proxy } = stage;
    const time = hurryTime();
    await makeCalls(app.url, 5);
    await untilProjected(stage);
    for (const name of told) {
      for (const [table, questions] of Object.entries(questionsAbout())) {
        await proxy.inject(lying(lies[name], readsOf(table)));
        for (const [path, init] of questions) {
          const response = await fetch(`${app.url}/api/v1/${path}`, init);
          const text = await response.text();
          expect([name, path, response.status, text]).toEqual([name, path, 503, expect.stringContaining("503")]);
        }
      }
      await proxy.inject({ kind: "none" });
      await eventually(async () => {
        time.pass(readyHeldMs);
        expect(await ready(app.url)).toMatchObject({ tables: "up", outbox: { depth: expect.any(Number) } });
      });
      await proxy.inject(lying(lies[name], allReads));
      time.pass(readyHeldMs);
      expect([name, await ready(app.url)]).toMatchObject([name, { tables: "down", outbox: { depth: null } }]);
    }
  });

  it("calls are decided by what is in memory, soon stale, and each is in the trail once", { timeout }, async () => {
    const settings = { CONFIG_CHECK_EVERY_MS: "50", CONFIG_STALE_AFTER_MS: "500" };
    const stage = await runOnFaultyStores(await startFaultyStores(), settings);
    const { app, proxy } = stage;
    const answered = [...(await makeCalls(app.url, 20)).answered];
    for (const name of told) {
      await proxy.inject(lying(lies[name], allReads));
      answered.push(...(await callUntil(app.url, { source: "stale" })));
      await proxy.inject({ kind: "none" });
      answered.push(...(await callUntil(app.url, { source: "live" })));
    }
    expect(new Set(answered.map(({ source }) => source))).toEqual(new Set(["live", "stale"]));
    await untilProjected(stage);
    expect(faultsOf(await countTrail(stage), idsAnswered(answered, "published", "queued"))).toEqual([]);
    expect(await verify(stage)).toMatchObject({ complete: true, intact: true });
  });

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
