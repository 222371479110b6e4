import { EventHubProducerClient } from "@azure/event-hubs";
import { expect, it, onTestFinished } from "vitest";
import { asEventData } from "../../shared/audit/publish/hub-sender.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import {
  type AppOnFaultyStores,
  runOnFaultyStores,
  startFaultyStores,
  timeout,
  traffic,
} from "../support/stores/faulty-stores.ts";
import { countTrail, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";
import { allRows, callEvent, chainOf, chainOfCalls } from "../support/trail/trail.ts";

type Poison = { readonly reason: string; readonly body: Buffer };

/** What cannot be projected, and why. Each has ids of its own: the same message is kept aside but once. */
function makePoison(): readonly Poison[] {
  const event = () => chainOf([callEvent()])[0];
  const bodies: readonly (readonly [reason: string, body: Buffer | string | object])[] = [
    ["empty-body", ""],
    ["not-json", "{ not JSON"],
    ["not-json", Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    // The library hands over the text that is in the string.
    ["not-json", '"text"'],
    ["not-an-audit-event", "null"],
    ["not-an-audit-event", [1, 2, 3]],
    ["not-an-audit-event", { hello: "world" }],
    ["not-an-audit-event", `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
    ["not-an-audit-event", { ...event(), data: {} }],
    ["not-an-audit-event", { ...event(), type: "emergency-call.decided.v9" }],
    ["too-large", { ...event(), padding: "x".repeat(460_000) }],
  ];
  const asBytes = (body: Buffer | string | object): Buffer =>
    Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return bodies.map(([reason, body]) => ({ reason, body: asBytes(body) }));
}

/** No store is at fault here. */
const patient = { AUDIT_PUBLISH_BUDGET_MS: "20000" };
const partitions = ["0", "1", "2", "3"];

it("poison amid many calls is kept aside once, each with its reason, and every event is in the trail once", {
  timeout,
}, async () => {
  const stores = await startFaultyStores();
  const first = await runOnFaultyStores(stores, patient);
  const poison = partitions.map(makePoison);
  const others: string[] = [];
  const sendPoison = async () => void others.push(...(await sendToEachPartition(stores.hub.connectionString, poison)));
  const { answered } = await makeCalls(first.app.url, traffic.calls, { before: { [traffic.faultFrom]: sendPoison } });
  const calls = idsAnswered(answered, "published");
  expect(calls).toHaveLength(traffic.calls);
  const reasons = poison.flat().map(({ reason }) => reason);
  await expectAll(first, [...calls, ...others], reasons);

  // The next one knows no checkpoint: it is handed everything again.
  await first.app.stop();
  await expectAll(await runOnFaultyStores(stores, patient), [...calls, ...others], reasons);
});

/** Sends to every partition a chain of events with poison between each two of them; returns the events' ids. */
async function sendToEachPartition(
  connectionString: string,
  poison: readonly (readonly Poison[])[],
): Promise<readonly string[]> {
  const producer = new EventHubProducerClient(connectionString, "emergency-audit");
  onTestFinished(() => producer.close());
  const ids: string[] = [];
  for (const [index, partitionId] of partitions.entries()) {
    const bodies = poison[index] ?? [];
    const events = chainOfCalls(bodies.length + 1, new Date().toISOString());
    ids.push(...events.map(({ id }) => id));
    for (const [place, event] of events.entries()) {
      const body = bodies[place]?.body;
      await producer.sendBatch([asEventData(event), ...(body === undefined ? [] : [{ body }])], { partitionId });
    }
  }
  return ids;
}

async function expectAll(stage: AppOnFaultyStores, ids: readonly string[], reasons: readonly string[]): Promise<void> {
  await untilProjected(stage);
  expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
  expect(await verify(stage)).toMatchObject({ complete: true, intact: true, unreadable: [] });
  const letters = await allRows(tableClient(stage.tables, "AuditDeadLetter"));
  // A long body goes on in further rows, which have no reason.
  const kept = letters.flatMap(({ reason }) => (typeof reason === "string" ? [reason] : []));
  expect(kept.sort()).toEqual([...reasons].sort());
}
