import { expect, it } from "vitest";
import { idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { runOnFaultyStores, shortOfPatience, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { type Lie, storeError, storeHeaders, type WireAnswer } from "../support/stores/lies.ts";
import type { TablesFault, TablesRequest } from "../support/stores/start-proxy.ts";
import { transactionAnswer } from "../support/stores/transaction-answer.ts";
import { countTrail, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";

const html = { "content-type": "text/html" };
const answers: Readonly<Record<string, WireAnswer>> = {
  "a page, 200": { status: 200, headers: html, body: "<html></html>" },
  "nothing, 200": { status: 200, headers: {}, body: "" },
  "nothing, 202": { status: 202, headers: storeHeaders, body: "" },
  "no part, 202": transactionAnswer([]),
  "one part for all": transactionAnswer([{ status: 204 }]),
  "a part that failed with a page": transactionAnswer([{ status: 503, body: "<html></html>" }]),
  "a part that failed without a word": transactionAnswer([{ status: 500 }]),
  "that the table is being deleted": storeError(409, "TableBeingDeleted"),
  "in a part that the table is being deleted": transactionAnswer([{ status: 409, code: "TableBeingDeleted" }]),
  "that the row is there, which it is not": storeError(409, "EntityAlreadyExists"),
  "in a part that the row is there, which it is not": transactionAnswer([{ status: 409, code: "EntityAlreadyExists" }]),
  "that there is no such table": storeError(404, "TableNotFound"),
  "a conflict without a word": { status: 409, headers: html, body: "" },
  "a precondition that failed, without a word": { status: 412, headers: html, body: "" },
};

/** Writes of rows, by themselves or in a transaction, are answered so and not carried out. */
const notDone = (answer: WireAnswer, table: string): TablesFault => ({
  kind: "lying",
  lie: (() => answer) satisfies Lie,
  about: (request) => isWriteTo(table, request),
  carriedOut: false,
});

const isWriteTo = (table: string, { method, path, body }: TablesRequest): boolean =>
  method === "POST" && (path.endsWith(`/${table}`) || (path.endsWith("/$batch") && body.includes(`/${table}`)));

it("no call is answered queued where the write is not done, and every event is in the log", {
  timeout,
}, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores(), shortOfPatience);
  const { app, hub, proxy } = stage;
  await hub.inject({ kind: "down" });
  for (const [name, answer] of Object.entries(answers)) {
    await proxy.inject(notDone(answer, "AuditOutbox"));
    const { answered } = await makeCalls(app.url, 20, { atOnce: 20 });
    const told = answered.map(({ status }) => status);
    expect([name, ...told.filter((status) => status !== "logged")]).toEqual([name]);
    const inLog = new Set(app.logged().map(({ event }) => idOf(event)));
    expect(idsAnswered(answered, "logged").filter((id) => !inLog.has(id))).toEqual([]);
    expect(answered).toHaveLength(20);
  }
});

it("every event that was published is in the trail once, whatever the trail's table said meanwhile", {
  timeout,
}, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores(), { AUDIT_PUBLISH_BUDGET_MS: "20000" });
  const { app, proxy } = stage;
  const ids: string[] = [];
  for (const answer of Object.values(answers)) {
    await proxy.inject(notDone(answer, "AuditTrail"));
    ids.push(...idsAnswered((await makeCalls(app.url, 10)).answered, "published"));
    await eventually(() => expect(proxy.lies()).toBeGreaterThan(0));
    await proxy.inject({ kind: "none" });
  }
  expect(ids).toHaveLength(10 * Object.keys(answers).length);
  await untilProjected(stage);
  expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
  expect(await verify(stage)).toMatchObject({ complete: true, intact: true });
});

const idOf = (event: unknown): unknown =>
  typeof event === "object" && event !== null ? Reflect.get(event, "id") : undefined;
