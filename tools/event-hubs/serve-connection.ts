import type { Connection, EventContext, link } from "rhea";
import { createGrants } from "./grants.ts";
import type { Broker, Client, LinkHandlers } from "./links.ts";
import { openReceiver, openSender } from "./open-link.ts";

/** Serves a client from the opening of its connection to its end. */
export function serveConnection(connection: Connection, broker: Broker): void {
  const client = createClient(connection);
  const links = new Map<link, LinkHandlers>();
  const dropLinks = (isGone: (candidate: link) => boolean) => {
    for (const [candidate, handlers] of links) {
      if (!isGone(candidate)) continue;
      links.delete(candidate);
      handlers.onGone?.();
    }
  };

  receiveMessagesAsBytes(connection);
  connection.on("receiver_open", ({ receiver }: EventContext) => {
    if (receiver) links.set(receiver, openReceiver(receiver, client, broker));
    client.writeTogether();
  });
  connection.on("sender_open", ({ sender }: EventContext) => {
    if (sender) links.set(sender, openSender(sender, client, broker));
    client.writeTogether();
  });
  connection.on("message", ({ receiver, message, delivery }: EventContext) => {
    // Once the connection is cut, what else came with the same packet is lost too.
    if (connection.socket.destroyed || !receiver || !delivery || !Buffer.isBuffer(message)) return;
    links.get(receiver)?.onMessage?.(message, delivery);
  });
  connection.on("sendable", ({ sender }: EventContext) => sender && links.get(sender)?.onCredit?.());
  connection.on("receiver_close", ({ receiver }: EventContext) => dropLinks((link) => link === receiver));
  connection.on("sender_close", ({ sender }: EventContext) => dropLinks((link) => link === sender));
  connection.on("session_close", ({ session }: EventContext) => dropLinks((link) => link.session === session));
  connection.on("connection_close", () => dropLinks(() => true));
  connection.on("disconnected", () => dropLinks(() => true));
}

function createClient({ socket }: Connection): Client {
  return {
    grants: createGrants(),
    replyLinks: new Set(),
    // rhea does not notice a socket that is destroyed without an error.
    cut: () => socket.destroy(new Error("The connection was cut.")),
    // A client that gets the attach without the credit waits a second before it sends.
    writeTogether() {
      socket.cork();
      process.nextTick(() => socket.uncork());
    },
  };
}

/** rhea hands a message over as bytes when its format is not 0. */
const UNDECODED = 1;

/** rhea decodes messages of format 0, and loses which of AMQP's number types a value had. Here it decodes none. */
function receiveMessagesAsBytes(connection: Connection): void {
  const onTransfer = connection.on_transfer.bind(connection);
  connection.on_transfer = (frame: { readonly performative: { message_format?: number } }) => {
    if (frame.performative.message_format === 0) frame.performative.message_format = UNDECODED;
    onTransfer(frame);
  };
}
