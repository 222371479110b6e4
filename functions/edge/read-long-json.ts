import type { HttpRequest } from "@azure/functions";
import { findBytesFault } from "../../shared/config/transfer/find-bytes-fault.ts";
import { parseLongJson } from "../../shared/config/transfer/parse-long-json.ts";
import { inSlices } from "../../shared/in-slices.ts";
import { whyUnreadable } from "../../shared/json/why-unreadable.ts";
import { readBytes } from "./read-bytes.ts";
import { type JsonBody, parseJson } from "./read-json.ts";

export type LongJsonBody =
  | { readonly outcome: "read"; readonly value: unknown }
  | Exclude<JsonBody, { readonly outcome: "read" }>;

/** What is parsed in less than a millisecond. */
const shortBytes = 64 * 1024;
/** Where operations and calls lie, also those of a change set within a simulation. */
const fromDepth = 2;

/** Reads a JSON body of at most `limitBytes` as `readJson` does, a long one bit by bit. Gives way to calls. */
export async function readLongJson(request: HttpRequest, limitBytes: number): Promise<LongJsonBody> {
  const bytes = await readBytes(request, limitBytes);
  if (bytes === null) return { outcome: "too-large" };
  if (bytes.length <= shortBytes) return parseJson(new TextDecoder().decode(bytes), request.headers);
  try {
    const parsed = await inSlices(parseLongJson(bytes, fromDepth));
    if ("outsize" in parsed) return { outcome: "unreadable", reason: `the body ${parsed.outsize}` };
    return { outcome: "read", value: parsed.value };
  } catch {
    return {
      outcome: "unreadable",
      reason: whyUnreadable(request.headers, false, await inSlices(findBytesFault(bytes))),
    };
  }
}
