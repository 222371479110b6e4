import { once } from "node:events";
import { createServer, request as openRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";

/** Azurite behind a server that sees who reads, and when. */
export type WatchedTables = {
  readonly connectionString: string;
  /** How many readers there were. */
  readonly seen: () => number;
  /** How many of them were at most between their first request and their last answer at one time. */
  readonly mostAtOnce: () => number;
};

/** Passes requests on as they are. `readerOf` names the reader by the decoded path of a request; undefined: it is none's. */
export async function countOverlap(
  tables: Pick<Tables, "port" | "connectionString">,
  readerOf: (request: { readonly path: string }) => string | undefined,
): Promise<WatchedTables> {
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  let at = 0;
  const server = createServer((incoming, response) => {
    const { method, url = "", headers } = incoming;
    const reader = readerOf({ path: decodeURIComponent(url) });
    if (reader !== undefined && !first.has(reader)) first.set(reader, ++at);
    const forwarded = openRequest({ host: "127.0.0.1", port: tables.port, method, path: url, headers });
    forwarded.on("error", () => response.destroy());
    forwarded.on("response", (answer) => {
      if (reader !== undefined) last.set(reader, ++at);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: tables.connectionString.replace(`127.0.0.1:${tables.port}`, `127.0.0.1:${port}`),
    seen: () => first.size,
    mostAtOnce: () => {
      const begun = [...first];
      const atOnce = begun.map(([, now]) =>
        begun.filter(([reader, from]) => from <= now && (last.get(reader) ?? 0) > now),
      );
      return Math.max(0, ...atOnce.map(({ length }) => length));
    },
  };
}
