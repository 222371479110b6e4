import type { ServerResponse } from "node:http";
import type { HttpData, InvocationResponse } from "./core-api.ts";

/** Headers of the connection, and the length, which is computed here. */
const ownHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

/** Sends the result of a function: 204 if it returned nothing, as in production. Does nothing when the client has gone. */
export function sendResult(response: ServerResponse, result: InvocationResponse): void {
  const http = result.returnValue?.http;
  if (response.destroyed) return;
  if (http === undefined || http === null) sendEmpty(response, 204);
  else sendHttp(response, http);
}

export function sendEmpty(response: ServerResponse, status: number): void {
  if (response.destroyed) return;
  response.writeHead(status, status === 204 ? [] : ["content-length", "0"]).end();
}

/** Sends a page that may load nothing from elsewhere. */
export function sendPage(response: ServerResponse, html: string): void {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-length": String(Buffer.byteLength(html)),
    "content-security-policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  response.writeHead(200, headers).end(html);
}

function sendHttp(response: ServerResponse, http: HttpData): void {
  if ((http.cookies ?? []).length > 0) throw new Error("this host sends no cookies");
  const status = Number(http.statusCode);
  const body = http.body?.bytes;
  const headers: string[] = [];
  for (const name in http.headers) {
    const value = http.headers[name];
    if (value !== undefined && !ownHeaders.has(name)) headers.push(name, value);
  }
  if (status !== 204 && status !== 304) headers.push("content-length", contentLength(response, http));
  response.writeHead(status, headers).end(body);
}

/** An answer to HEAD has no body and may state the length of the answer to GET. */
function contentLength(response: ServerResponse, { headers, body }: HttpData): string {
  const stated = headers?.["content-length"];
  if (response.req.method === "HEAD" && stated !== undefined) return stated;
  return String(body?.bytes?.byteLength ?? 0);
}
