import type { Connection, EventContext, link } from "rhea";
import { createGrants } from "./grants.ts";
import type { Broker, Client, LinkHandlers } from "./links.ts";
import { openReceiver, openSender } from "./open-link.ts";

/** Serves a client that has just opened its connection, until the connection ends. */
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
    // With an error: rhea does not notice a socket that is destroyed without one.
    cut: () => socket.destroy(new Error("The connection was cut.")),
    // A client that sees its link attached but not yet the credit for it waits a whole second before it sends.
    writeTogether() {
      socket.cork();
      process.nextTick(() => socket.uncork());
    },
  };
}

/** rhea's mark for a message that it is to hand over as bytes: any format other than 0 will do. */
const UNDECODED = 1;

/** rhea decodes messages of format 0, and so loses which of AMQP's number types a value had. Here it decodes none. */
function receiveMessagesAsBytes(connection: Connection): void {
  const onTransfer = connection.on_transfer.bind(connection);
  connection.on_transfer = (frame: { readonly performative: { message_format?: number } }) => {
    if (frame.performative.message_format === 0) frame.performative.message_format = UNDECODED;
    onTransfer(frame);
  };
}
