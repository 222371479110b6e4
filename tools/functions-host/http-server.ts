import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describeError, type Log } from "./host-log.ts";
import { declaredBodyLength, maxBodyBytes, readBody, splitTarget, toHttpData } from "./http-request.ts";
import { sendEmpty, sendPage, sendResult } from "./http-response.ts";
import type { HttpRoutes, RouteMatch } from "./http-routes.ts";
import type { Invoke } from "./invoke.ts";

export type HttpServer = {
  readonly port: number;
  /** Takes no new connections; resolves when the last request is answered. */
  close(): Promise<void>;
  /** Cuts the connections that are left. */
  cut(): void;
};

type Dependencies = {
  readonly routes: HttpRoutes;
  readonly invoke: Invoke;
  readonly log: Log;
  /** The page for `GET /`, from the server's address. Default: 404. */
  readonly homePage?: ((url: string) => string) | undefined;
};

/** Serves HTTP functions on 127.0.0.1. Like Core Tools it does not check keys: `authLevel` works in Azure only. */
export async function startHttpServer(dependencies: Dependencies, port: number): Promise<HttpServer> {
  let inProgress = 0;
  const server = createServer((request, response) => {
    inProgress++;
    response.once("close", () => {
      inProgress--;
    });
    answer(dependencies, request, response);
  });
  // As the real server. If it were shorter, a client could send on a connection that is being closed.
  server.keepAliveTimeout = 130_000;
  await listen(server, port);
  return {
    port: portOf(server),
    close: () => closeWhenIdle(server, () => inProgress === 0),
    cut: () => server.closeAllConnections(),
  };
}

function answer(dependencies: Dependencies, request: IncomingMessage, response: ServerResponse): void {
  const target = splitTarget(request);
  const match = target === null ? null : dependencies.routes(request.method ?? "GET", target.path);
  if (target === null) sendEmpty(response, 400);
  else if (match === null) sendUnmatched(dependencies, target.path, request, response);
  else if (declaredBodyLength(request) > maxBodyBytes) refuseBody(response);
  else runAndSend(dependencies, match, { request, response, query: target.query });
}

/** No function has this path, so the host answers. */
function sendUnmatched(
  { homePage }: Dependencies,
  path: string,
  { method = "GET", headers, socket }: IncomingMessage,
  response: ServerResponse,
): void {
  const isHomePage = path === "/" && (method === "GET" || method === "HEAD");
  if (!isHomePage || homePage === undefined) sendEmpty(response, 404);
  else sendPage(response, homePage(`http://${headers.host ?? `127.0.0.1:${socket.localPort}`}`));
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly query: string };

function runAndSend({ invoke, log }: Dependencies, match: RouteMatch, { request, response, query }: Exchange): void {
  const run = (body: Uint8Array | null) => runFunction(invoke, match, toHttpData(request, query, match.params, body));
  const running =
    declaredBodyLength(request) === 0
      ? run(null)
      : readBody(request).then((body) => (body === null ? null : run(body))); // null: the client has gone
  running
    .then(
      (result) => result !== null && sendResult(response, result),
      () => sendEmpty(response, 500), // the reason is in the log
    )
    .catch((error: unknown) => {
      log({ level: "error", category: "Host.Http", message: `The answer cannot be sent: ${describeError(error)}` });
      sendEmpty(response, 500);
    });
}

function runFunction(invoke: Invoke, { target }: RouteMatch, http: ReturnType<typeof toHttpData>) {
  const invocationId = randomUUID();
  const traceContext = {
    traceParent: http.nullableHeaders?.traceparent?.value ?? newTraceParent(invocationId),
    traceState: http.nullableHeaders?.tracestate?.value ?? "",
  };
  return invoke(target.fn, { inputData: [{ name: target.bindingName, data: { http } }], traceContext }, invocationId);
}

/** A new W3C trace context, not sampled. */
function newTraceParent(invocationId: string): string {
  const traceId = invocationId.replaceAll("-", "");
  return `00-${traceId}-${traceId.slice(16)}-00`;
}

function refuseBody(response: ServerResponse): void {
  response.shouldKeepAlive = false;
  sendEmpty(response, 413);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on("error", (cause: NodeJS.ErrnoException) =>
      reject(cause.code === "EADDRINUSE" ? new Error(`Port ${port} is already in use.`, { cause }) : cause),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
}

/** Node alone would also wait for connections that become idle later or never sent a request. */
function closeWhenIdle(server: Server, isIdle: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const cutWhenIdle = () => {
      if (isIdle()) server.closeAllConnections();
    };
    const sweep = setInterval(cutWhenIdle, 10);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
    cutWhenIdle();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The server is not listening on a TCP port.");
  return address.port;
}
