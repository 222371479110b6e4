import type { IncomingMessage } from "node:http";
import type { HttpData, NullableStrings } from "./core-api.ts";

/** The real host's default limit, 100 MiB. */
export const maxBodyBytes = 104_857_600;

const validHost = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i;

/** The request target in two parts; null when it is not a path or the Host header is no host (production answers 400). */
export function splitTarget(request: IncomingMessage): { readonly path: string; readonly query: string } | null {
  const target = request.url ?? "";
  if (!target.startsWith("/") || !validHost.test(request.headers.host ?? "localhost")) return null;
  const mark = target.indexOf("?");
  return mark < 0 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** A request in the form that the real host gives to the library. */
export function toHttpData(
  request: IncomingMessage,
  query: string,
  params: Readonly<Record<string, string>>,
  body: Uint8Array | null,
): HttpData {
  return {
    method: request.method ?? "GET",
    url: `http://${request.headers.host ?? "localhost"}${request.url}`,
    nullableHeaders: toNullableHeaders(request),
    nullableQuery: toNullableQuery(query),
    nullableParams: toNullable(params),
    ...(body === null ? {} : { body: { bytes: body } }),
  };
}

function toNullableHeaders({ headers }: IncomingMessage): NullableStrings {
  const result: NullableStrings = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) result[name] = { value: typeof value === "string" ? value : value.join(",") };
  }
  return result;
}

/** Like the real host, joins the values of a repeated name by a comma. */
function toNullableQuery(query: string): NullableStrings {
  const result: NullableStrings = {};
  if (query === "") return result;
  for (const [name, value] of new URLSearchParams(query)) {
    const earlier = result[name]?.value;
    result[name] = { value: earlier === undefined ? value : `${earlier},${value}` };
  }
  return result;
}

function toNullable(values: Readonly<Record<string, string>>): NullableStrings {
  const result: NullableStrings = {};
  for (const name in values) result[name] = { value: values[name] ?? "" };
  return result;
}

/**
 * The number of bytes that the function will get. The real host reads a body only when its length is declared, so a chunked
 * body is empty.
 */
export function declaredBodyLength(request: IncomingMessage): number {
  return Number(request.headers["content-length"] ?? 0);
}

/** Reads a body of declared length; null when the client went away before its end. */
export function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => resolve(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks)));
    request.on("error", () => resolve(null));
    request.on("close", () => resolve(null));
  });
}
