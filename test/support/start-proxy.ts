import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { onTestFinished } from "vitest";
import type { Tables } from "../../local/tables/start-tables.ts";

export type Proxy = {
  readonly connectionString: string;
  /** The next answer to a request of this method is lost on its way; the request itself is carried out. */
  loseAnswerTo(method: string): void;
  /** From now on no answer comes at all. */
  fallSilent(): void;
  /** Answers that were lost so far. */
  lost(): number;
};

/** Stands between a client and Azurite and loses what it is told to. It ends with the test. */
export async function startProxy(tables: Tables): Promise<Proxy> {
  let losing: string | null = null;
  let silent = false;
  let lost = 0;
  const server = createServer((request, response) => {
    if (silent) return void request.resume();
    const forwarded = forward(request, tables.port);
    forwarded.on("error", () => response.destroy());
    forwarded.on("response", (answer) => {
      if (request.method !== losing) return relay(answer, response);
      losing = null;
      lost += 1;
      answer.resume().on("end", () => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: tables.connectionString.replace(`127.0.0.1:${tables.port}`, `127.0.0.1:${port}`),
    loseAnswerTo: (method) => {
      losing = method;
    },
    fallSilent: () => {
      silent = true;
    },
    lost: () => lost,
  };
}

function forward(request: IncomingMessage, port: number) {
  const { method, url, headers } = request;
  return request.pipe(openRequest({ host: "127.0.0.1", port, method, path: url, headers }));
}

function relay(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(response);
}

/** A port of this machine on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
