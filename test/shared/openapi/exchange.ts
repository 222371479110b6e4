import type { oas31 } from "zod-openapi";
import { type Description, type Operation, operationsOf, resolve } from "./described-api.ts";

/** A request that was made, and what came of it. */
export type Exchange = {
  readonly operation: Operation;
  /** The JSON that was sent, where it is of the form that is described; undefined where it is not, or is none. */
  readonly sent: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** Of every answer; no part of what an operation says. */
const commonHeaders = new Set([
  "cache-control",
  "connection",
  "content-length",
  "content-type",
  "date",
  "keep-alive",
  "x-content-type-options",
]);

export const mediaTypeOf = ({ headers }: Exchange): string | null =>
  headers.get("content-type")?.split(";")[0]?.trim() ?? null;

/** What of an answer, its content aside, is not as it is described; null when all of it is. */
export function undescribed(description: Description, exchange: Exchange): string | null {
  const { operation, status, headers } = exchange;
  const response = responseTo(description, exchange);
  const at = `${operation.id} ${status}`;
  if (response === undefined) return `${at} is not described`;
  const mediaType = mediaTypeOf(exchange);
  const described = Object.keys(response.content ?? {});
  if (mediaType === null ? described.length > 0 : !described.includes(mediaType)) return `${at} is ${mediaType}`;
  const own = [...headers.keys()].filter((name) => !commonHeaders.has(name));
  const unknown = own.filter((name) => !Object.hasOwn(response.headers ?? {}, name));
  if (unknown.length > 0) return `${at} has ${unknown.join(", ")}`;
  const missing = Object.entries(response.headers ?? {}).filter(
    ([name, header]) => "required" in header && header.required === true && !headers.has(name),
  );
  return missing.length === 0 ? null : `${at} lacks ${missing.map(([name]) => name).join(", ")}`;
}

function responseTo(description: Description, { operation, status }: Exchange): oas31.ResponseObject | undefined {
  const response: oas31.ResponseObject | oas31.ReferenceObject | undefined =
    operation.operation.responses?.[String(status)];
  return response === undefined ? undefined : resolve(description, response);
}

/**
 * The description with what was really sent and answered as its examples, and with no schema open to members that it does
 * not name: its linter then judges whether the examples are what the schemas say.
 */
export function withRealExamples(description: Description, exchanges: readonly Exchange[]): Description {
  const changed: Description = JSON.parse(JSON.stringify(description), closeSchema);
  const operations = operationsOf(changed);
  for (const [index, exchange] of exchanges.entries()) {
    const operation = operations.find(({ id }) => id === exchange.operation.id)?.operation;
    if (operation === undefined) throw new Error(`there is no operation ${exchange.operation.id}`);
    const response = operation.responses?.[String(exchange.status)];
    if (response !== undefined)
      addExample(resolve(changed, response).content, mediaTypeOf(exchange), index, exchange.text);
    const { requestBody } = operation;
    if (exchange.sent !== undefined && requestBody !== undefined && !("$ref" in requestBody))
      addExample(requestBody.content, "application/json", index, JSON.stringify(exchange.sent));
  }
  return changed;
}

/** As a reviver of JSON: closes every object schema that does not say what other members may be. */
function closeSchema(_: string, value: unknown): unknown {
  const isOpen =
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "object" &&
    "properties" in value &&
    !("additionalProperties" in value);
  return isOpen ? { ...value, additionalProperties: false } : value;
}

function addExample(
  content: oas31.ContentObject | undefined,
  mediaType: string | null,
  index: number,
  text: string,
): void {
  if (mediaType === null || !/\bjson$/.test(mediaType) || mediaType.endsWith("ndjson")) return;
  const media = content?.[mediaType];
  if (media === undefined) return;
  media.examples = { ...media.examples, [`real-${index}`]: { value: JSON.parse(text) } };
}
