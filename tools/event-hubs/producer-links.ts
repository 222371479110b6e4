import type { AmqpError, Delivery, Receiver } from "rhea";
import type { Fault } from "./faults.ts";
import type { Entity } from "./find-entity.ts";
import type { Partition } from "./hubs.ts";
import { acceptLink, type Broker, type Client, type LinkHandlers } from "./links.ts";
import { readTransfer, type Transfer } from "./read-transfer.ts";
import type { Reader } from "./readers.ts";

/** Event Hubs' limit for one transfer, be it a single event or a batch. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

type SendTarget = Extract<Entity, { kind: "hub" | "partition" }>;

/** Opens a link on which a producer sends to a hub or to one of its partitions. */
export function openProducerLink(receiver: Receiver, target: SendTarget, client: Client, broker: Broker): LinkHandlers {
  acceptLink(receiver);
  return {
    onMessage(message, delivery) {
      broker.countSend();
      const fault = broker.faults.next();
      switch (fault.kind) {
        case "cut":
        case "down":
          return client.cut();
        case "busy":
          return delivery.reject({ condition: "com.microsoft:server-busy", description: "The server is busy." });
        case "refused":
          return refuse(receiver, delivery, fault);
        case "silent":
          return forget(delivery);
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

function refuse(
  receiver: Receiver,
  delivery: Delivery,
  { by, condition }: Extract<Fault, { readonly kind: "refused" }>,
): void {
  const error = { condition, description: "Refused." };
  if (by === "rejected") delivery.reject(error);
  else if (by === "released") delivery.release({ undeliverable_here: false, delivery_failed: false });
  else if (by === "modified") delivery.modified({ undeliverable_here: true, delivery_failed: true });
  else if (by === "link") receiver.close(error);
  else if (by === "session") receiver.session.close(error);
  else receiver.connection.close(error);
}

/** Otherwise rhea would wait for the answer, and take at most 2,048 further transfers on the link. */
function forget(delivery: Delivery): void {
  Object.assign(delivery, { settled: true });
}

/** Stores a transfer's events and delivers them to the partition's readers. Returns the error, or null. */
function store(message: Buffer, format: number, target: SendTarget): AmqpError | null {
  if (message.length > MAX_MESSAGE_BYTES) {
    const description = `The message of ${message.length} bytes exceeds the limit of ${MAX_MESSAGE_BYTES} bytes.`;
    return { condition: "amqp:link:message-size-exceeded", description };
  }
  let readers: Iterable<Reader>;
  try {
    readers = append(readTransfer(message, format), target).readers;
  } catch (error) {
    const malformed = error instanceof RangeError;
    return { condition: malformed ? "amqp:decode-error" : "amqp:internal-error", description: String(error) };
  }
  for (const reader of readers) reader.deliver();
  return null;
}

function append(transfer: Transfer, target: SendTarget): Partition {
  const partition = target.kind === "partition" ? target.partition : target.hub.partitionFor(transfer.partitionKey);
  partition.log.append(transfer);
  return partition;
}
