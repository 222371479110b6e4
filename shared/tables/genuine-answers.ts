import type { TableClient } from "@azure/data-tables";
import { noAnswer, notAnAnswer } from "./table-call.ts";

type Pipeline = TableClient["pipeline"];
type Policy = Parameters<Pipeline["addPolicy"]>[0];
type Request = Parameters<Policy["sendRequest"]>[0];
type Response = Awaited<ReturnType<Policy["sendRequest"]>>;

/** Gets the `Date` of each answer of Table Storage itself, in milliseconds since the epoch. */
export type OnStoreTime = (storeMs: number) => void;

/**
 * Makes a client believe only what Table Storage itself answers. A proxy or filter in between may answer 200 with a page of
 * its own, or with nothing, and the client takes that for an empty table, a row without columns or a write that was done.
 */
export function takeOnlyGenuineAnswers({ pipeline }: Pick<TableClient, "pipeline">, onStoreTime?: OnStoreTime): void {
  pipeline.addPolicy(genuineAnswers(onStoreTime), { afterPhase: "Sign" });
  pipeline.addPolicy(genuinePages, {});
}

/**
 * What is no answer becomes 502 (RFC 9110, 15.6.3), which the client tries again as it does with other failures. A redirect
 * is none either: Table Storage never redirects. Errors differ by their codes (`answerCodes`).
 */
const genuineAnswers = (onStoreTime?: OnStoreTime): Policy => ({
  name: "ecrGenuineAnswers",
  sendRequest: async (request, next) => {
    const response = await next(request);
    for (const name of whatToDoNext) response.headers.delete(name);
    if (response.status >= 400) return response;
    const fault = faultOf(request, response);
    if (fault !== null) return badGateway(response, fault);
    const storeMs = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(storeMs)) onStoreTime?.(storeMs);
    return response;
  },
});

/** Runs when the body has been parsed, once: rows come with the name of what they are rows of, and a page of them is a list. */
const genuinePages: Policy = {
  name: "ecrGenuinePages",
  sendRequest: async (request, next) => {
    const response = await next(request);
    if (request.method !== "GET") return response;
    const body: unknown = Reflect.get(response, "parsedBody");
    if (typeof body !== "object" || body === null) throw noAnswer("200 without rows");
    const [metadata, rows] = isQuery(request.url)
      ? [Reflect.get(body, "odataMetadata"), Reflect.get(body, "value")]
      : [Reflect.get(body, "odata.metadata"), []];
    if (typeof metadata !== "string" || !Array.isArray(rows)) throw noAnswer("200 without a list of rows");
    return response;
  },
};

type Expected = {
  readonly statuses: readonly number[];
  readonly body: "json" | "parts" | "any";
  readonly etag: boolean;
};

const row: Expected = { statuses: [200], body: "json", etag: false };
const parts: Expected = { statuses: [202], body: "parts", etag: false };
const inserted: Expected = { statuses: [201, 204], body: "any", etag: true };
const updated: Expected = { statuses: [204], body: "any", etag: true };
const deleted: Expected = { statuses: [204], body: "any", etag: false };
const tableCreated: Expected = { statuses: [201, 204], body: "any", etag: false };

/** By method and address ("Operations on entities", learn.microsoft.com/rest/api/storageservices). */
function expectedOf({ method, url }: Request): Expected {
  if (method === "GET") return row;
  if (method === "DELETE") return deleted;
  if (method !== "POST") return updated;
  const path = pathOf(url);
  if (path.endsWith("/$batch")) return parts;
  return path.endsWith("/Tables") ? tableCreated : inserted;
}

/** What an answer lacks of one of Table Storage, in words fit for a log; null when it lacks nothing. */
function faultOf(request: Request, { status, headers, bodyAsText }: Response): string | null {
  const { statuses, body, etag } = expectedOf(request);
  const type = headers.get("content-type")?.split(";")[0]?.toLowerCase() ?? "no type";
  const came = `${status} ${type}`;
  if (!statuses.includes(status)) return came;
  if (!headers.has("x-ms-request-id") || !headers.has("x-ms-version")) return `${came} without the headers it has`;
  const asked = headers.get("x-ms-client-request-id");
  if (asked !== undefined && asked !== request.requestId) return `${came}, the answer to another request`;
  if (etag && !headers.has("etag")) return `${came} without an ETag`;
  if (body === "parts") return type === "multipart/mixed" ? null : came;
  if (body === "json") return type === "application/json" && isObject(bodyAsText ?? "") ? null : `${came}, not JSON`;
  return null;
}

/** Whether a text begins and ends as a JSON object does; the client parses it, and that need not be done twice. */
const isObject = (text: string): boolean => /^\s*\{/.test(text) && /\}\s*$/.test(text.slice(-16));

const isQuery = (url: string): boolean => pathOf(url).endsWith("()");

const pathOf = (url: string): string => {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
};

/** Headers that would lead the client elsewhere, or keep it waiting for longer than its caller does. */
const whatToDoNext = ["location", "retry-after", "retry-after-ms", "x-ms-retry-after-ms"];

function badGateway(response: Response, fault: string): Response {
  response.headers.set("content-type", "text/plain");
  return { ...response, status: 502, bodyAsText: notAnAnswer(fault) };
}
