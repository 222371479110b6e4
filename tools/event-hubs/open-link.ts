import type { Receiver, Sender } from "rhea";
import { answerPutToken } from "./cbs.ts";
import { openConsumerLink } from "./consumer-links.ts";
import { entityPath, findEntity } from "./find-entity.ts";
import { type Broker, type Client, type LinkHandlers, refuseLink } from "./links.ts";
import { answerRead } from "./management.ts";
import { openProducerLink } from "./producer-links.ts";
import { openReplyLink, openRequestLink } from "./request-response.ts";

const CBS = "$cbs";
const MANAGEMENT = "$management";

/** Opens a link on which the client sends: tokens, requests or events. */
export function openReceiver(receiver: Receiver, client: Client, broker: Broker): LinkHandlers {
  const path = entityPath(receiver.target?.address ?? "");
  if (path === CBS) return openRequestLink(receiver, client, (request) => answerPutToken(request, client, broker));
  if (!isPermitted(path, client)) return refuseUnauthorized(receiver, path);
  if (path === MANAGEMENT) return openRequestLink(receiver, client, (request) => answerRead(request, client, broker));
  const entity = findEntity(broker.hubs, path);
  if (entity?.kind !== "hub" && entity?.kind !== "partition") return refuseNotFound(receiver, path);
  return openProducerLink(receiver, entity, client, broker);
}

/** Opens a link on which the client receives: answers or events. */
export function openSender(sender: Sender, client: Client, broker: Broker): LinkHandlers {
  const path = entityPath(sender.source?.address ?? "");
  if (path === CBS) return openReplyLink(sender, client);
  if (!isPermitted(path, client)) return refuseUnauthorized(sender, path);
  if (path === MANAGEMENT) return openReplyLink(sender, client);
  const entity = findEntity(broker.hubs, path);
  if (entity?.kind !== "consumer") return refuseNotFound(sender, path);
  return openConsumerLink(sender, entity, client);
}

/** `$management` serves all hubs, so each request to it is checked by itself. */
function isPermitted(path: string, { grants }: Client): boolean {
  return path === MANAGEMENT ? grants.any() : grants.cover(path);
}

function refuseUnauthorized(link: Receiver | Sender, path: string): LinkHandlers {
  return refuseLink(link, "amqp:unauthorized-access", `No valid token was sent for '${path}'.`);
}

function refuseNotFound(link: Receiver | Sender, path: string): LinkHandlers {
  return refuseLink(link, "amqp:not-found", `The messaging entity '${path}' could not be found.`);
}
