import type { HttpRequest } from "@azure/functions";
import { findJsonFault } from "../../shared/json/find-json-fault.ts";
import { parseLongJson } from "../../shared/json/parse-long-json.ts";
import { notJson, whyUnreadable } from "../../shared/json/why-unreadable.ts";
import { readBytes } from "./read-bytes.ts";

export type JsonBody =
  | { readonly outcome: "read"; readonly value: unknown; readonly text: string }
  | { readonly outcome: "too-large" }
  | { readonly outcome: "unreadable"; readonly reason: string };

export type LongJsonBody =
  | { readonly outcome: "read"; readonly value: unknown }
  | Exclude<JsonBody, { readonly outcome: "read" }>;

/** Reads a short JSON body, of at most `limitBytes`. */
export async function readJson(request: HttpRequest, limitBytes: number): Promise<JsonBody> {
  const bytes = await readBytes(request, limitBytes);
  return bytes === null ? { outcome: "too-large" } : parseJson(bytes, request.headers);
}

/** Parses a short body that was read; where it is not JSON the reason names what to change. */
export async function parseJson(bytes: Uint8Array, headers: HttpRequest["headers"]): Promise<JsonBody> {
  const text = decoder.decode(bytes);
  try {
    return { outcome: "read", value: JSON.parse(text), text };
  } catch {
    return { outcome: "unreadable", reason: whyUnreadable(headers, text === "", notJson(await findJsonFault(text))) };
  }
}

/** Drops a byte order mark. */
const decoder = new TextDecoder();

/** What is parsed in less than a millisecond. */
const shortBytes = 64 * 1024;
/** Operations and calls lie in lists of the body, those of a change set within a simulation one deeper. */
const aroundItems = 2;

/** Reads a JSON body of at most `limitBytes`, which may be some MiB: one that would keep calls waiting is refused. Paced. */
export async function readLongJson(request: HttpRequest, limitBytes: number): Promise<LongJsonBody> {
  const bytes = await readBytes(request, limitBytes);
  if (bytes === null) return { outcome: "too-large" };
  if (bytes.length <= shortBytes) return parseJson(bytes, request.headers);
  const parsed = await parseLongJson(bytes, aroundItems);
  if (parsed.outcome === "valid") return { outcome: "read", value: parsed.value.value };
  return { outcome: "unreadable", reason: whyUnreadable(request.headers, false, parsed.faults[0]) };
}
