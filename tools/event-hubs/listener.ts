import { once } from "node:events";
import type { Server, Socket } from "node:net";
import rhea, { type Connection, type EventContext, type ServerConnectionOptions } from "rhea";
import { freePort } from "../free-port.ts";
import { MAX_MESSAGE_BYTES } from "./producer-links.ts";

const HOST = "127.0.0.1";

const CONNECTION_OPTIONS: ServerConnectionOptions = {
  host: HOST,
  // Event Hubs announces 64 KiB. With that a genuine client, which does not switch off Nagle's algorithm, sometimes waits
  // 40 ms for an acknowledgement in the middle of a larger batch.
  max_frame_size: MAX_MESSAGE_BYTES,
  // Events go to consumers settled (1); what producers send is settled explicitly.
  sender_options: { snd_settle_mode: 1 },
  receiver_options: { autoaccept: false, max_message_size: MAX_MESSAGE_BYTES },
};

/** A TCP port that can be closed, with all its connections, and opened again. */
export type Listener = { readonly port: number; open(): Promise<void>; close(): Promise<void> };

/** Listens on the loopback interface; port 0 is any free one. Rejects, naming the port, when it is in use. */
export async function listen(port: number, onConnection: (connection: Connection) => void): Promise<Listener> {
  const sockets = new Set<Socket>();
  const bound = port === 0 ? await freePort() : port;
  const server = createContainer(onConnection).listen({ ...CONNECTION_OPTIONS, port: bound });
  server.on("connection", (socket: Socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listening(server, bound);
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

/** Not rhea's default container, which all genuine clients in this process share. */
function createContainer(onConnection: (connection: Connection) => void) {
  const container = rhea.create_container();
  container.on("connection_open", ({ connection }: EventContext) => onConnection(connection));
  container.on("error", (error: unknown) => console.error(`The Event Hubs stand-in failed: ${String(error)}`));
  // rhea throws or prints events without a listener. For these, ending links and connections is enough.
  const ignored = ["connection_error", "session_error", "sender_error", "receiver_error", "protocol_error"];
  for (const event of [...ignored, "disconnected"]) container.on(event, () => {});
  return container;
}

async function listening(server: Server, port: number): Promise<void> {
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new Error(`The Event Hubs stand-in cannot listen on ${HOST}:${port}: is the port in use?`, { cause });
  }
}
