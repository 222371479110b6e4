import { createHash } from "node:crypto";
import * as z from "zod";
import { canonicalJson } from "../../json/canonical-json.ts";
import { isPosition } from "./trail-keys.ts";
import type { TrailQuery } from "./trail-query.ts";

const version = 1;
const tokenSchema = z.tuple([z.literal(version), z.string().refine(isPosition), z.string()]);

/**
 * A token for the next page of a query: a position, and a hash over position and query. It needs no secret: a forged token gets at
 * most what the query itself gives, from another position in its window.
 */
export const writeToken = (position: string, query: TrailQuery): string =>
  Buffer.from(JSON.stringify([version, position, checkOf(position, query)])).toString("base64url");

/** The position in a token; null when the token was changed, or is of another query. */
export function readToken(token: string, query: TrailQuery): string | null {
  const read = tokenSchema.safeParse(parse(token));
  if (!read.success) return null;
  const [, position] = read.data;
  const isInWindow = (query.from === null || position >= query.from) && (query.to === null || position < query.to);
  return isInWindow && writeToken(position, query) === token ? position : null;
}

function parse(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

const checkOf = (position: string, query: TrailQuery): string =>
  createHash("sha256")
    .update(canonicalJson([version, position, query]))
    .digest("base64url")
    .slice(0, 22);
