import { app, type EventHubHandler, type InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import type { EventShape, HubEvent } from "./event-hub-data.ts";
import { attachToCore, currentProgrammingModel } from "./functions-core.ts";
import { createInvoker } from "./invoke.ts";
import { readTrigger } from "./read-trigger.ts";
import { createRegistry } from "./registry.ts";
import { createRunBatch } from "./run-batch.ts";

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
type Options = {
  readonly cardinality?: "one" | "many";
  readonly dataType?: "binary";
  readonly sequenceNumbers?: EventShape["sequenceNumbers"];
};

/** What an Event Hub function sees of events, through the genuine library. */
async function deliver(events: readonly HubEvent[], options: Options = {}): Promise<readonly Seen[]> {
  const { cardinality = "many", sequenceNumbers = "long", ...binding } = options;
  const registry = createRegistry();
  const core = attachToCore(registry, () => {});
  const seen: Seen[] = [];
  const handler: EventHubHandler = (messages, context) =>
    void seen.push({ messages, metadata: context.triggerMetadata });
  app.eventHub("project", { connection: "HUB", eventHubName: "calls", cardinality, handler, ...binding });
  core.detach();

  const [fn] = [...registry.functions.values()];
  const model = currentProgrammingModel();
  if (fn === undefined || model === null) throw new Error("nothing was registered");
  const trigger = readTrigger(fn, {}, "api");
  if (trigger.kind !== "eventHub") throw new Error("not an Event Hub trigger");
  const { invoke } = createInvoker({ model, hooks: registry.hooks, appHookData: {}, log: () => {}, timeoutMs: null });
  const { bindingName, eventHub } = trigger;
  const runBatch = createRunBatch({ fn, bindingName, binding: eventHub, sequenceNumbers, invoke });
  await runBatch(events, partition, new AbortController().signal);
  return seen;
}

describe("a function of cardinality many", () => {
  it("sees text that looks like JSON parsed, and other text as it is", async () => {
    const [seen] = await deliver(['{"a":1}', "18", "hello", "true", '"quoted"'].map((body, n) => event(n, body)));
    expect(seen?.messages).toEqual([{ a: 1 }, 18, "hello", true, "quoted"]);
  });

  it("misses events with an empty body, whose metadata is there", async () => {
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

  it("sees sequence numbers as numbers when the older production is asked for", async () => {
    const [seen] = await deliver([event(7, "a")], { sequenceNumbers: "number" });
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

  it("sees bytes when it asks for binary data", async () => {
    const [seen] = await deliver([event(1, "18"), event(2, "")], { dataType: "binary" });
    expect(seen?.messages).toEqual([Buffer.from("18"), Buffer.from("")]);
  });

  it("sees an AMQP value body as JSON", async () => {
    const [seen] = await deliver([event(1, { a: 1 }), event(2, 5)]);
    expect(seen?.messages).toEqual([{ a: 1 }, 5]);
  });
});

describe("a function of cardinality one", () => {
  it("runs once for each event, in order, with that event's metadata", async () => {
    const seen = await deliver([event(1, "18"), event(2, "")], { cardinality: "one" });
    expect(seen.map(({ messages }) => messages)).toEqual([18, ""]);
    expect(seen[0]?.metadata).toMatchObject({
      partitionContext: { partitionId: "0" },
      offset: 100,
      sequenceNumber: 1,
      enqueuedTimeUtc: "2026-11-22T12:00:00.123",
      properties: {},
      systemProperties: { sequenceNumber: 1, offset: "100" },
    });
    expect(seen[0]?.metadata).not.toHaveProperty("partitionKey");
  });
});
