import type { Sender } from "rhea";
import type { Entity } from "./find-entity.ts";
import { acceptLink, type Client, type LinkHandlers, refuseLink } from "./links.ts";
import type { PartitionLog } from "./partition-log.ts";
import { admitReader, type Reader } from "./readers.ts";
import { EARLIEST, parseStartPosition } from "./start-position.ts";

type ReadSource = Extract<Entity, { kind: "consumer" }>;

/** Opens a link on which a consumer reads a partition. Refuses a wrong position and an epoch that is too low. */
export function openConsumerLink(
  sender: Sender,
  { partition, consumerGroup }: ReadSource,
  client: Client,
): LinkHandlers {
  const start = findStart(sender, partition.log);
  if (typeof start !== "number") return refuseLink(sender, "com.microsoft:argument-error", start.invalid);
  const epoch = epochOf(sender);
  const rivals = [...partition.readers].filter((reader) => reader.consumerGroup === consumerGroup);
  const admission = admitReader(epoch, rivals);
  if (admission.outcome === "refused") return refuseLink(sender, "amqp:link:stolen", admission.reason);

  for (const reader of admission.evicted) reader.evict(`A new receiver with epoch '${epoch}' is created.`);
  acceptLink(sender);
  const deliver = makeDeliver(sender, partition.log, start, client);
  const leave = () => partition.readers.delete(reader);
  const reader: Reader = {
    consumerGroup,
    epoch,
    deliver,
    evict(description) {
      leave();
      sender.close({ condition: "amqp:link:stolen", description });
    },
  };
  partition.readers.add(reader);
  return { onCredit: deliver, onGone: leave };
}

/** The sequence number at which the consumer's selector begins, or an error text. */
function findStart(sender: Sender, log: PartitionLog): number | { readonly invalid: string } {
  const selector = sender.source.filter?.["apache.org:selector-filter:string"];
  const position = selector === undefined ? EARLIEST : parseStartPosition(String(selector));
  return position === null ? { invalid: `The selector '${selector}' is not understood.` } : log.resolve(position);
}

function epochOf(sender: Sender): number | null {
  const epoch = sender.properties?.["com.microsoft:epoch"];
  return typeof epoch === "number" ? epoch : null;
}

/** Each call sends the events that are new since the last call, as far as the consumer has given credit. */
function makeDeliver(sender: Sender, log: PartitionLog, start: number, client: Client): () => void {
  let next = start;
  return () => {
    let event = log.eventFrom(next);
    if (event === undefined || !sender.sendable()) return;
    for (; event !== undefined && sender.sendable(); event = log.eventFrom(next)) {
      sender.send(event.encoded, undefined, 0);
      next = event.sequenceNumber + 1;
    }
    client.writeTogether();
  };
}
