import { eventOfSipjson, isSipjson } from "../recognition/sipjson.ts";

/** The data of a decision, of which `request` is the body as it came, and `query` what the URL said of its form. */
export type RecordedRequest = { readonly [member: string]: unknown };

/**
 * A recorded request as a call-setup event. One that nests deeply is recorded as the text that came, and is parsed here; a question
 * in Kamailio's form is brought into that of an event.
 */
export function recordedEvent({ request, query }: RecordedRequest): unknown {
  const body = typeof request === "string" ? parsedOrNull(request) : request;
  if (textIn(query, "question") === null || !isSipjson(body)) return body;
  return eventOfSipjson(body, textIn(query, "ingress"));
}

/** A member of a recorded request, by its name in a call-setup event. */
export const memberOf = (recorded: RecordedRequest, name: string): unknown => memberIn(recordedEvent(recorded), name);

const memberIn = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

function textIn(value: unknown, name: string): string | null {
  const member = memberIn(value, name);
  return typeof member === "string" ? member : null;
}

export function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
