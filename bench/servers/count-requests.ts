import { once } from "node:events";
import { createServer, request as openRequest } from "node:http";
import type { AddressInfo } from "node:net";
import type { ForkedTables } from "../../tools/local/tables/fork-tables.ts";

/** Tables behind a counter. */
export type CountedTables = {
  readonly connectionString: string;
  /** When each request that was made so far came in, by `performance.now()`. */
  readonly requestsAtMs: () => readonly number[];
  readonly stop: () => Promise<void>;
};

/** Stands between clients and the tables, passes everything on as it is, and counts. */
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
