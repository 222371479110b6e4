import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";
import rhea, { type Connection, type EventContext, type ServerConnectionOptions } from "rhea";
import { MAX_MESSAGE_BYTES } from "./producer-links.ts";

const HOST = "127.0.0.1";

const CONNECTION_OPTIONS: ServerConnectionOptions = {
  host: HOST,
  // Event Hubs announces 64 KiB. A genuine client, which leaves Nagle's algorithm on, would then now and then wait 40 ms
  // for an acknowledgement in the middle of a larger batch.
  max_frame_size: MAX_MESSAGE_BYTES,
  // Events go to consumers already settled (1); what producers send is settled by hand.
  sender_options: { snd_settle_mode: 1 },
  receiver_options: { autoaccept: false, max_message_size: MAX_MESSAGE_BYTES },
};

/** The TCP side: a port that can be closed, with all that is connected to it, and opened again. */
export type Listener = { readonly port: number; open(): Promise<void>; close(): Promise<void> };

/** Listens on the loopback interface; port 0 is any free one. Rejects, naming the port, when it is in use. */
export async function listen(port: number, onConnection: (connection: Connection) => void): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = createContainer(onConnection).listen({ ...CONNECTION_OPTIONS, port });
  server.on("connection", (socket: Socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const bound = await listening(server, port);
  return {
    port: bound,
    async open() {
      if (server.listening) return;
      server.listen({ host: HOST, port: bound });
      await listening(server, bound);
    },
    async close() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy(new Error("The listener was closed."));
      await once(server, "close");
    },
  };
}

/** A container of its own: rhea's default one is shared with every genuine client in the same process. */
function createContainer(onConnection: (connection: Connection) => void) {
  const container = rhea.create_container();
  container.on("connection_open", ({ connection }: EventContext) => onConnection(connection));
  container.on("error", (error: unknown) => console.error(`The Event Hubs stand-in failed: ${String(error)}`));
  // rhea throws or prints what nobody listens to. None of these needs more than the ending of links and connections.
  const ignored = ["connection_error", "session_error", "sender_error", "receiver_error", "protocol_error"];
  for (const event of [...ignored, "disconnected"]) container.on(event, () => {});
  return container;
}

async function listening(server: Server, port: number): Promise<number> {
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new Error(`The Event Hubs stand-in cannot listen on ${HOST}:${port}: is the port in use?`, { cause });
  }
  return (server.address() as AddressInfo).port;
}
