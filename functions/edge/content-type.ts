import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import { shorten } from "../../shared/shorten.ts";
import { problem } from "./problem.ts";

export type BodyFormat = "json" | "geo-json" | "csv" | "folder";

/** GeoJSON has a type of its own (RFC 7946, 12), and is sent as JSON as often. */
const typesOf: Readonly<Record<BodyFormat, readonly string[]>> = {
  json: ["application/json"],
  "geo-json": ["application/geo+json", "application/json"],
  csv: ["text/csv"],
  folder: ["multipart/form-data"],
};

/** What clients send by default, `curl -d` for one: the body is read in the format that the query names. */
const defaultTypes: ReadonlySet<string> = new Set(["", "text/plain", "application/x-www-form-urlencoded"]);

/** A 415 for a body that is declared as another type than `format`, in another charset or compressed; else null. */
export function requireContentType(
  { headers }: Pick<HttpRequest, "headers">,
  format: BodyFormat,
): HttpResponseInit | null {
  const given = headers.get("content-type") ?? "";
  const coding = headers.get("content-encoding") ?? "identity";
  if (coding.trim().toLowerCase() !== "identity")
    return problem(
      415,
      `the body must be sent as it is, not compressed; its Content-Encoding is ${shorten(coding, 64)}`,
    );
  if (isOfFormat(format, given)) return null;
  return problem(
    415,
    `the body must be ${typesOf[format].join(" or ")} in UTF-8; its Content-Type is ${shorten(given, 64)}`,
  );
}

function isOfFormat(format: BodyFormat, contentType: string): boolean {
  const [type = "", ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const isTaken = typesOf[format].includes(type) || (format !== "folder" && defaultTypes.has(type));
  return isTaken && parameters.every(isUtf8);
}

/** Any parameter but a charset of another kind (RFC 9110, 8.3.1). */
const isUtf8 = (parameter: string): boolean =>
  !parameter.startsWith("charset=") || /^charset="?(?:utf-?8|us-ascii)"?$/.test(parameter);
