import type { AmqpError, Receiver } from "rhea";
import type { Entity } from "./find-entity.ts";
import { acceptLink, type Broker, type Client, type LinkHandlers } from "./links.ts";
import { readTransfer } from "./read-transfer.ts";

/** Event Hubs' limit for one transfer, be it a single event or a batch. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

type SendTarget = Extract<Entity, { kind: "hub" | "partition" }>;

/** Opens a link on which a producer sends to a hub or to one of its partitions. */
export function openProducerLink(receiver: Receiver, target: SendTarget, client: Client, broker: Broker): LinkHandlers {
  acceptLink(receiver);
  return {
    onMessage(message, delivery) {
      broker.countSend();
      switch (broker.faults.next().kind) {
        case "cut":
        case "down":
          return client.cut();
        case "busy":
          return delivery.reject({ condition: "com.microsoft:server-busy", description: "The server is busy." });
        case "silent":
          return;
        case "lost-answer":
          store(message, delivery.format, target);
          return client.cut();
        case "none": {
          const error = store(message, delivery.format, target);
          return error === null ? delivery.accept() : delivery.reject(error);
        }
      }
    },
  };
}

/** Stores a transfer's events and hands them to the partition's readers. Returns why it could not be done, or null. */
function store(message: Buffer, format: number, target: SendTarget): AmqpError | null {
  if (message.length > MAX_MESSAGE_BYTES) {
    const description = `The message of ${message.length} bytes exceeds the limit of ${MAX_MESSAGE_BYTES} bytes.`;
    return { condition: "amqp:link:message-size-exceeded", description };
  }
  try {
    const transfer = readTransfer(message, format);
    const partition = target.kind === "partition" ? target.partition : target.hub.partitionFor(transfer.partitionKey);
    partition.log.append(transfer);
    for (const reader of partition.readers) reader.deliver();
    return null;
  } catch (error) {
    const malformed = error instanceof RangeError;
    return { condition: malformed ? "amqp:decode-error" : "amqp:internal-error", description: String(error) };
  }
}
