import { EventHubConsumerClient, type ReceivedEventData } from "@azure/event-hubs";
import { onTestFinished } from "vitest";
import { readSettings } from "../../../functions/settings.ts";
import { makeClients } from "../../../functions/wiring/clients.ts";
import { type HubSender, makeHubSender } from "../../../shared/audit/publish/hub-sender.ts";
import { type EventHubsStandIn, startEventHubs } from "../../../tools/event-hubs/start-event-hubs.ts";
import { eventually } from "../eventually.ts";

const hubName = "emergency-audit";

/** A stand-in with the audit hub as `npm start` makes it; it ends with the test. */
export async function startAuditHub(port = 0): Promise<EventHubsStandIn> {
  const hubs = [{ name: hubName, partitions: 4, consumerGroups: ["$Default", "audit-trail"] }];
  const hub = await startEventHubs({ port, hubs });
  onTestFinished(() => hub.stop());
  return hub;
}

/** What sends to the hub, with the producer as the app makes it; it ends with the test. */
export async function connectAuditSender({
  connectionString,
}: Pick<EventHubsStandIn, "connectionString">): Promise<HubSender> {
  const unused = "UseDevelopmentStorage=true";
  const settings = readSettings({
    TABLES_CONNECTION: unused,
    EVENT_HUBS_CONNECTION: connectionString,
    AUDIT_EVENT_HUB: hubName,
    AUTHENTICATION: "none",
  });
  const { makeProducer } = await makeClients(settings);
  const sender = makeHubSender(makeProducer);
  onTestFinished(() => sender.close());
  return sender;
}

/** Reads all partitions from the beginning with the genuine consumer. What comes is added to the list until the test ends. */
export function readAuditHub({
  connectionString,
}: {
  readonly connectionString: string;
}): readonly ReceivedEventData[] {
  const events: ReceivedEventData[] = [];
  const consumer = new EventHubConsumerClient("$Default", connectionString, hubName, {
    retryOptions: { timeoutInMs: 2_000, maxRetries: 3, retryDelayInMs: 100 },
  });
  const handlers = {
    processEvents: async (received: ReceivedEventData[]) => void events.push(...received),
    processError: async () => {},
  };
  for (const partition of ["0", "1", "2", "3"])
    consumer.subscribe(partition, handlers, { startPosition: { offset: "-1" }, maxBatchSize: 500 });
  onTestFinished(() => consumer.close());
  return events;
}

/** Waits until an event with each of the ids is there, and returns all events. */
export async function waitForEvents(
  events: readonly ReceivedEventData[],
  ids: readonly string[],
): Promise<readonly ReceivedEventData[]> {
  await eventually(() => {
    const missing = ids.filter((id) => !events.some(({ messageId }) => messageId === id));
    if (missing.length > 0) throw new Error(`${missing.length} of ${ids.length} events are missing`);
  });
  return events;
}
