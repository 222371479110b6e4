import { once } from "node:events";
import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";

/** One request to Table Storage as it went over the wire, a client's own repetitions included. */
export type Operation = {
  /** `GET AuditTrail`, or `BATCH AuditTrail` for a transaction. */
  readonly name: string;
  readonly path: string;
  /** How many rows it writes or deletes. */
  readonly rows: number;
  readonly status: number;
};

export type Spent = {
  readonly requests: number;
  readonly byName: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly elapsedMs: number;
};

/** Azurite behind a counter. */
export type CountedTables = {
  readonly connectionString: string;
  /** All that was answered so far. */
  readonly operations: () => readonly Operation[];
  /** What is answered while something runs. */
  readonly during: (run: () => Promise<unknown>) => Promise<Spent>;
  readonly stop: () => Promise<void>;
};

/** Stands between clients and Azurite, passes everything on as it is, and counts. */
export async function countTables(tables: Tables): Promise<CountedTables> {
  const operations: Operation[] = [];
  const server = createServer((request, response) =>
    passOn(request, response, tables.port, (operation) => operations.push(operation)),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: tables.connectionString.replace(`127.0.0.1:${tables.port}`, `127.0.0.1:${port}`),
    operations: () => operations,
    during: async (run) => {
      const [before, startedMs] = [operations.length, performance.now()];
      await run();
      return spentOn(operations.slice(before), performance.now() - startedMs);
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function passOn(request: IncomingMessage, response: ServerResponse, port: number, note: (done: Operation) => void) {
  const { method = "", url = "", headers } = request;
  const body: Buffer[] = [];
  request.on("data", (part: Buffer) => body.push(part));
  const forwarded = openRequest({ host: "127.0.0.1", port, method, path: url, headers });
  forwarded.on("error", () => response.destroy());
  forwarded.on("response", (answer) => {
    // Counted before the client has the answer: a test that waits for the answer finds it counted.
    note(describe(method, url, Buffer.concat(body).toString("utf8"), answer.statusCode ?? 0));
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  request.pipe(forwarded);
}

/** The requests of a transaction begin with a line such as `POST http://127.0.0.1/account/Table HTTP/1.1`. */
const innerRequest = /^(?:POST|PUT|PATCH|MERGE|DELETE) \S+?\/(\w+)(?:\(\S*)? HTTP\/1\.1\r?$/gm;

function describe(method: string, path: string, body: string, status: number): Operation {
  if (!path.includes("/$batch")) {
    const table = /^\/\w+\/(\w+)/.exec(path)?.[1] ?? "";
    return { name: `${method} ${table}`, path, rows: method === "GET" ? 0 : 1, status };
  }
  const inner = [...body.matchAll(innerRequest)];
  return { name: `BATCH ${inner[0]?.[1] ?? ""}`, path, rows: inner.length, status };
}

function spentOn(operations: readonly Operation[], elapsedMs: number): Spent {
  const byName: Record<string, number> = {};
  for (const { name } of operations) byName[name] = (byName[name] ?? 0) + 1;
  return {
    requests: operations.length,
    byName,
    rows: operations.reduce((sum, { rows }) => sum + rows, 0),
    elapsedMs,
  };
}
