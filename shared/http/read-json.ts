import type { HttpRequest } from "@azure/functions";
import { whyUnreadable } from "./why-unreadable.ts";

export type JsonBody =
  | { readonly outcome: "read"; readonly value: unknown; readonly text: string }
  | { readonly outcome: "too-large" }
  | { readonly outcome: "unreadable"; readonly reason: string };

/** Reads a JSON body of at most `limitBytes`. */
export async function readJson(request: HttpRequest, limitBytes: number): Promise<JsonBody> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return { outcome: "too-large" };
  const text = await request.text();
  if (text.length > limitBytes || Buffer.byteLength(text) > limitBytes) return { outcome: "too-large" };
  return parseJson(text, request.headers);
}

/** A body that was read, as JSON; the request's headers tell what is wrong with one that is none. */
export function parseJson(text: string, headers: HttpRequest["headers"]): JsonBody {
  try {
    return { outcome: "read", value: JSON.parse(text), text };
  } catch {
    return { outcome: "unreadable", reason: whyUnreadable(headers, text === "") };
  }
}
