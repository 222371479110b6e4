import type { ServerResponse } from "node:http";
import type { HttpData, InvocationResponse } from "./core-api.ts";
import { toSetCookie } from "./set-cookie.ts";

/** Headers that belong to the connection, or that are computed here from the body. */
const ownHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "set-cookie"]);

/** Sends what a function returned. Nothing returned: 204, as in production. A client that has gone is left alone. */
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

/** Sends a page that needs nothing from anywhere else, and may not get anything. */
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
  const status = Number(http.statusCode);
  const body = http.body?.bytes;
  const headers: string[] = [];
  for (const name in http.headers) {
    const value = http.headers[name];
    if (value !== undefined && !ownHeaders.has(name)) headers.push(name, value);
  }
  addCookies(headers, http);
  if (status !== 204 && status !== 304) headers.push("content-length", contentLength(response, http));
  response.writeHead(status, headers).end(body);
}

function addCookies(headers: string[], { headers: given, cookies }: HttpData): void {
  const written = given?.["set-cookie"];
  if (written !== undefined) headers.push("set-cookie", written);
  for (const cookie of cookies ?? []) headers.push("set-cookie", toSetCookie(cookie));
}

/** An answer to HEAD has no body of its own and may state the length that GET would have. */
function contentLength(response: ServerResponse, { headers, body }: HttpData): string {
  const stated = headers?.["content-length"];
  if (response.req.method === "HEAD" && stated !== undefined) return stated;
  return String(body?.bytes?.byteLength ?? 0);
}
