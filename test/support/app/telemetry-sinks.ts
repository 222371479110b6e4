import { once } from "node:events";
import { createServer as createPlainServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { Certificates } from "../stores/certificates.ts";

/** What was sent to a sink: each request's path, authorization and body. */
export type Received = { readonly path: string; readonly authorization: string | undefined; readonly body: string };

export type Sink = { readonly url: string; readonly received: readonly Received[] };

type OnEnd = (stop: () => unknown) => void;

/** A simulated OpenTelemetry collector. */
export const startCollector = (onEnd: OnEnd): Promise<Sink> =>
  startSink(
    (listener) => createPlainServer(listener),
    "http",
    () => ({}),
    onEnd,
  );

/** A simulated ingestion endpoint of Application Insights, by TLS. */
export const startIngestion = ({ certificate, key }: Certificates, onEnd: OnEnd): Promise<Sink> =>
  startSink((listener) => createSecureServer({ cert: certificate, key }, listener), "https", acceptAll, onEnd);

const acceptAll = (body: string) => {
  const items = body.trim().split("\n").length;
  return { itemsReceived: items, itemsAccepted: items, errors: [] };
};

async function startSink(
  create: (listener: RequestListener) => ReturnType<typeof createPlainServer>,
  scheme: string,
  answer: (body: string) => object,
  onEnd: OnEnd,
): Promise<Sink> {
  const received: Received[] = [];
  const server = create(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const body = (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8");
    received.push({ path: request.url ?? "", authorization: request.headers.authorization, body });
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer(body)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
