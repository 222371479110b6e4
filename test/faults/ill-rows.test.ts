import { expect, it } from "vitest";
import { tableClient } from "../../shared/tables/table-client.ts";
import { makeCalls } from "../support/app/make-calls.ts";
import { runOnFaultyStores, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { storeError, type WireAnswer } from "../support/stores/lies.ts";
import type { TablesFault } from "../support/stores/start-proxy.ts";
import { countTrail, faultsOf, untilProjected } from "../support/trail/count-trail.ts";
import { allRows } from "../support/trail/trail.ts";

const marker = "ill-caller";
/** A Call-ID that Azurite takes for the end of a line in a transaction, unless it is escaped. */
const lineSeparator = "a\u2028b@sbc1.example.net";

const refusals: Readonly<Record<string, WireAnswer>> = {
  "with 500 and nothing": { status: 500, headers: {}, body: "" },
  "with the code InvalidInput": storeError(400, "InvalidInput"),
};

/** Whatever holds the marker is not carried out, in any table, ever. */
const refusing = (answer: WireAnswer): TablesFault => ({
  kind: "lying",
  lie: () => answer,
  about: ({ method, body }) => method !== "GET" && body.includes(marker),
  carriedOut: false,
});

it.each(Object.entries(refusals))(
  "an event that the store refuses %s, again and again, is a dead letter with its body, and all others are in the trail",
  {
    timeout,
  },
  async (_, answer) => {
    const stage = await runOnFaultyStores(await startFaultyStores());
    const { app, proxy, tables } = stage;
    await proxy.inject(refusing(answer));
    const before = (await makeCalls(app.url, 30)).answered;
    const ill = await app.call({ callId: marker, calledParty: "+44999", territory: "GB" });
    const after = (await makeCalls(app.url, 30)).answered;
    const ids = [...before, ...after].map(({ eventId }) => eventId);
    await untilProjected(stage);
    expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
    const letters = await allRows(tableClient(tables, "AuditDeadLetter"));
    expect(letters).toMatchObject([{ reason: "refused", bodyEncoding: "base64" }]);
    const body = JSON.parse(Buffer.from(String(letters[0]?.body0), "base64").toString("utf8"));
    expect(body).toMatchObject({ id: ill.decisionId, subject: marker });
  },
);

it("such an event costs nobody else the outbox, however it is refused", { timeout }, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores());
  const { app, hub, proxy } = stage;
  await hub.inject({ kind: "down" });
  const call = { calledParty: "+44999", territory: "GB" };
  for (const answer of Object.values(refusals)) {
    await proxy.inject(refusing(answer));
    await app.call({ ...call, callId: "first" });
    const calls = Array.from({ length: 40 }, (_, index) =>
      app.call({ ...call, callId: index === 20 ? marker : `call-${index}` }),
    );
    const answers = await Promise.all(calls);
    expect(answers.map(({ callId, audit }) => [callId, audit.status])).toEqual(
      answers.map(({ callId }) => [callId, callId === marker ? "logged" : "queued"]),
    );
  }
});

it("a Call-ID with a line separator is in the trail as it came, like those of the same batch", {
  timeout,
}, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores());
  const { app } = stage;
  const calls = [lineSeparator, "é😀@sbc1.example.net", "c"].map((callId) =>
    app.call({ callId, calledParty: "+44999", territory: "GB" }),
  );
  const ids = (await Promise.all(calls)).map(({ decisionId }) => decisionId);
  await untilProjected(stage);
  expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
  const story = await fetch(`${app.url}/api/v1/audit/calls?callId=${encodeURIComponent(lineSeparator)}`);
  expect(await story.json()).toMatchObject({ callId: lineSeparator, altered: [] });
});

it("a change and an import with a row that the store refuses are answered 422, which names it, and nothing is active", {
  timeout,
}, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores());
  const { app, proxy } = stage;
  await proxy.inject(refusing({ status: 500, headers: {}, body: "" }));
  const post = async (path: string, body: unknown) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${app.url}/api/v1/config/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  const operations = ["well", marker].map((name) => ({ op: "put", kind: "tenant", item: { name } }));
  expect(await post("changes", { baseVersion: 1, reason: "CHG1", operations })).toEqual([
    422,
    expect.objectContaining({ errors: [expect.objectContaining({ path: `tenant|${marker}` })] }),
  ]);
  const rows = ["well", marker].map((key) => ({ key, value: "+33140000000" }));
  expect(await post("imports?kind=lookup-table&name=communes&reason=CHG1&format=json", rows)).toEqual([
    422,
    expect.objectContaining({ errors: [expect.objectContaining({ path: marker })] }),
  ]);
  const active = await fetch(`${app.url}/api/v1/config`);
  expect(await active.json()).toMatchObject({ version: 1 });
});
