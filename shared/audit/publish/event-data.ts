import type { EventData } from "@azure/event-hubs";
import type { ChainedEvent } from "../audit-event.ts";

/** An audit event as Event Hubs carries it. Its message id is the event's, for whoever looks with other tools. */
export const asEventData = (event: ChainedEvent): EventData => ({
  body: event,
  messageId: event.id,
  contentType: "application/cloudevents+json; charset=utf-8",
  // Where the Azure libraries look for it.
  ...(event.traceparent === undefined ? {} : { properties: { "Diagnostic-Id": event.traceparent } }),
});
