import { createHash } from "node:crypto";
import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import { jsonPieces } from "../../shared/json/json-pieces.ts";
import { inPieces } from "./in-pieces.ts";

/** A list that is a member of the answer is written item by item. */
const listDepth = 2;

/** A JSON answer with the hash of its bytes as ETag; 304 where `If-None-Match` names that. Paced. */
export async function taggedJson({ headers }: Pick<HttpRequest, "headers">, value: object): Promise<HttpResponseInit> {
  const pieces = await jsonPieces(value, listDepth);
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  const etag = `"${hash.digest("base64url")}"`;
  if (namesTag(headers.get("if-none-match"), etag)) return { status: 304, headers: { etag } };
  return { headers: { "content-type": "application/json", etag }, body: inPieces(pieces) };
}

/** Whether `If-None-Match` names a tag. Weak comparison (RFC 9110, 8.8.3.2 and 13.1.2): a proxy that compresses answers makes their tags weak. */
export const namesTag = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .some((tag) => tag === etag || tag === "*");
