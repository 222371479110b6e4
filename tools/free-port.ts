import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that Linux (from 32768), macOS and Windows (from 49152) give to connections, which take any that is free at the moment. */
const lowest = 20_000;
const count = 12_000;
/** Processes that look at the same time begin at different ports. */
const apart = 10;

let tried = 0;

/**
 * A port of 127.0.0.1 that this process has for itself until it ends: whoever listens on it can stop and listen on it again. No connection
 * is given it meanwhile, and no other process that asks here: the UDP port of the same number is held, which no two can have.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + ((process.pid * apart + tried++) % count);
    const claim = await claimPort(port);
    if (claim === null) continue;
    if (await isFree(port)) return port;
    claim.close();
  }
}

/** Null where another has it. */
async function claimPort(port: number): Promise<Socket | null> {
  const socket = createSocket("udp4").unref();
  const isClaimed = happens(once(socket, "listening"));
  socket.bind({ port, address: "127.0.0.1", exclusive: true });
  if (await isClaimed) return socket;
  socket.close();
  return null;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = happens(once(server, "listening"));
  server.listen(port, "127.0.0.1");
  if (!(await isListening)) return false;
  server.close();
  await once(server, "close");
  return true;
}

const happens = (event: Promise<unknown>): Promise<boolean> =>
  event.then(
    () => true,
    () => false,
  );
