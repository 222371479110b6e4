import { app, type EventHubHandler, type InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import type { HubEvent, SequenceNumbers } from "./event-hub-data.ts";
import { attachToCore, currentProgrammingModel } from "./functions-core.ts";
import { createInvoker } from "./invoke.ts";
import { createRunBatch } from "./partition-handlers.ts";
import { createRegistry, triggerOf } from "./registry.ts";

const partition = {
  fullyQualifiedNamespace: "127.0.0.1",
  eventHubName: "calls",
  consumerGroup: "$Default",
  partitionId: "0",
};

const event = (sequenceNumber: number, body: unknown, more: Partial<HubEvent> = {}): HubEvent => ({
  body: typeof body === "string" ? Buffer.from(body) : body,
  offset: String(sequenceNumber * 100),
  sequenceNumber,
  enqueuedTimeUtc: new Date("2026-11-22T12:00:00.123Z"),
  partitionKey: null,
  ...more,
});

type Seen = { readonly messages: unknown; readonly metadata: InvocationContext["triggerMetadata"] };

/** What an Event Hub function gets for events, through the genuine library. */
async function deliver(
  events: readonly HubEvent[],
  sequenceNumbers: SequenceNumbers = "long",
): Promise<readonly Seen[]> {
  const registry = createRegistry();
  const core = attachToCore(registry, () => {});
  const seen: Seen[] = [];
  const handler: EventHubHandler = (messages, context) =>
    void seen.push({ messages, metadata: context.triggerMetadata });
  app.eventHub("project", { connection: "HUB", eventHubName: "calls", cardinality: "many", handler });
  core.detach();

  const [fn] = [...registry.functions.values()];
  const model = currentProgrammingModel();
  if (fn === undefined || model === null) throw new Error("nothing was registered");
  const { invoke } = createInvoker({ model, log: () => {}, timeoutMs: null });
  const runBatch = createRunBatch({ fn, bindingName: triggerOf(fn.metadata).name, sequenceNumbers, invoke });
  await runBatch(events, partition, new AbortController().signal);
  return seen;
}

describe("an Event Hub function", () => {
  it("sees text that looks like JSON parsed, and other text as it is", async () => {
    const [seen] = await deliver(['{"a":1}', "18", "hello", "true", '"quoted"'].map((body, n) => event(n, body)));
    expect(seen?.messages).toEqual([{ a: 1 }, 18, "hello", true, "quoted"]);
  });

  it("gets no events with an empty body, but their metadata", async () => {
    const [seen] = await deliver([event(1, "a"), event(2, ""), event(3, "c")]);
    expect(seen?.messages).toEqual(["a", "c"]);
    expect(seen?.metadata?.systemPropertiesArray).toMatchObject([
      { sequenceNumber: 1 },
      { sequenceNumber: 2 },
      { sequenceNumber: 3 },
    ]);
  });

  it("sees the metadata of every event under camelCase names", async () => {
    const [seen] = await deliver([
      event(7, "a", { partitionKey: "chain-1", properties: { Kind: "x" }, systemProperties: { messageId: "id-7" } }),
    ]);
    expect(seen?.metadata).toEqual({
      partitionContext: partition,
      partitionKeyArray: ["chain-1"],
      offsetArray: [700],
      sequenceNumberArray: [{ low: 7, high: 0, unsigned: false }],
      enqueuedTimeUtcArray: ["2026-11-22T12:00:00.123"],
      propertiesArray: [{ kind: "x" }],
      systemPropertiesArray: [
        {
          "x-opt-sequence-number": 7,
          "x-opt-offset": "700",
          "x-opt-enqueued-time": "2026-11-22T12:00:00.123Z",
          "x-opt-partition-key": "chain-1",
          "message-id": "id-7",
          sequenceNumber: 7,
          offset: "700",
          partitionKey: "chain-1",
          enqueuedTimeUtc: "2026-11-22T12:00:00.123",
        },
      ],
    });
  });

  it("gets sequence numbers as numbers, as in the older production, when set so", async () => {
    const [seen] = await deliver([event(7, "a")], "number");
    expect(seen?.metadata?.sequenceNumberArray).toEqual([7]);
  });

  it.each([
    [2 ** 31, { low: -2147483648, high: 0, unsigned: false }],
    [2 ** 32 + 5, { low: 5, high: 1, unsigned: false }],
    [-1, { low: -1, high: -1, unsigned: false }],
  ])("sees sequence number %d in two halves", async (sequenceNumber, halves) => {
    const [seen] = await deliver([event(sequenceNumber, "a")]);
    expect(seen?.metadata?.sequenceNumberArray).toEqual([halves]);
  });

  it("sees an AMQP value body as JSON", async () => {
    const [seen] = await deliver([event(1, { a: 1 }), event(2, 5)]);
    expect(seen?.messages).toEqual([{ a: 1 }, 5]);
  });
});
