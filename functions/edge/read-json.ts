import type { HttpRequest } from "@azure/functions";
import { inOneGo } from "../../shared/in-slices.ts";
import { findJsonFault } from "../../shared/json/find-json-fault.ts";
import { whyUnreadable } from "../../shared/json/why-unreadable.ts";

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

/** A short body that was read, as JSON; of one that is none, why, by the request's headers and its text. */
export function parseJson(text: string, headers: HttpRequest["headers"]): JsonBody {
  try {
    return { outcome: "read", value: JSON.parse(text), text };
  } catch {
    return { outcome: "unreadable", reason: whyUnreadable(headers, text === "", inOneGo(findJsonFault(text))) };
  }
}
