import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { connectionStringFor } from "../../../tools/event-hubs/connection-string.ts";

/** What becomes of a piece that the server has sent to a client, which may be one that reads: the pieces that go there instead. */
export type Harm = (piece: Buffer, alreadySent: number, isReader: boolean) => readonly Buffer[];

export type AmqpProxy = {
  readonly connectionString: string;
  /** From now on every connection suffers this; null: none does. */
  harm(harm: Harm | null): void;
  /** Connections from clients that are open now. */
  open(): number;
};

/** Stands between a client and an Event Hubs stand-in, and does harm to what the server says. It ends with the test. */
export async function startAmqpProxy(hub: { readonly port: number }): Promise<AmqpProxy> {
  const sockets = new Set<Socket>();
  let present: Harm | null = null;
  const server = createServer((client) => {
    const upstream = connect({ host: "127.0.0.1", port: hub.port });
    sockets.add(client);
    let sent = 0;
    let isReader = false;
    client.on("data", (piece: Buffer) => {
      isReader ||= piece.includes("ConsumerGroups");
    });
    upstream.on("data", (piece) => {
      for (const part of present === null ? [piece] : present(piece, sent, isReader)) client.write(part);
      sent += piece.length;
    });
    client.pipe(upstream);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on("error", () => {});
    }
    client.on("close", () => {
      sockets.delete(client);
      upstream.destroy();
    });
    upstream.on("close", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return {
    connectionString: connectionStringFor((server.address() as AddressInfo).port),
    harm: (harm) => {
      present = harm;
    },
    open: () => sockets.size,
  };
}
