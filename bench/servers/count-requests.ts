import { once } from "node:events";
import { createServer, request as openRequest } from "node:http";
import type { AddressInfo } from "node:net";
import type { ForkedTables } from "../../tools/local/tables/fork-tables.ts";

/** Tables behind a proxy that counts requests. */
export type CountedTables = {
  readonly connectionString: string;
  /** When each request so far came in, by `performance.now()`. */
  readonly requestsAtMs: () => readonly number[];
  readonly stop: () => Promise<void>;
};

/** Starts a proxy in front of the tables that passes everything on unchanged and counts. */
export async function countRequests({ port, connectionString }: ForkedTables): Promise<CountedTables> {
  const atMs: number[] = [];
  const server = createServer((request, response) => {
    atMs.push(performance.now());
    const { method, url: path, headers } = request;
    const forwarded = openRequest({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = (server.address() as AddressInfo).port;
  return {
    connectionString: connectionString.replace(`127.0.0.1:${port}`, `127.0.0.1:${own}`),
    requestsAtMs: () => atMs,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * The number of events in a period. Counted from the first to the last event in a window, so that it does not matter where in
 * a period the window begins and ends. With fewer than two events, the window itself is the time.
 */
export function rateOf(atMs: readonly number[], windowMs: number, periodMs: number): number {
  const [first, last] = [Math.min(...atMs), Math.max(...atMs)];
  if (atMs.length < 2 || first === last) return (atMs.length * periodMs) / windowMs;
  return ((atMs.length - 1) * periodMs) / (last - first);
}
