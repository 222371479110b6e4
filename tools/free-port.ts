import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that Linux (from 32768), macOS and Windows (from 49152) give to connections, which take any that is free at the moment. */
const lowest = 20_000;
const portsOfProcess = 10;
const processes = 1_200;

let tried = 0;

/**
 * A port of 127.0.0.1 on which nothing listens, and which no connection takes meanwhile: whoever listens on it can stop and listen on it
 * again. Processes that look at the same time begin at different ones.
 */
export async function freePort(): Promise<number> {
  const begin = (process.pid % processes) * portsOfProcess;
  for (;;) {
    const port = lowest + ((begin + tried++) % (processes * portsOfProcess));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(port, "127.0.0.1");
  if (!(await listening)) return false;
  server.close();
  await once(server, "close");
  return true;
}
