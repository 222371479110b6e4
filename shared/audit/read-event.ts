import * as z from "zod";
import { nestsWithin } from "../json/json-depth.ts";
import { callClasses } from "../recognition/classes.ts";
import { auditEventTypes } from "./audit-event.ts";

/** An event as stored. Only what the trail relies on is checked; the rest is kept as it is, because the hash is over all of it. */
export const chainedEventSchema = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(128),
  source: z.string(),
  type: z.enum(auditEventTypes),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal("application/json"),
  data: z.looseObject({
    chain: z.object({
      id: z.string().min(1).max(128),
      sequence: z.int().min(1),
      previousHash: z.string().nullable(),
      hash: z.string(),
      // Anything else there counts as no MAC.
      mac: z.object({ keyId: z.string(), value: z.string() }).optional().catch(undefined),
    }),
    decision: z
      .looseObject({
        callId: z.string(),
        class: z.enum(callClasses),
        number: z.looseObject({ territory: z.string().nullable() }),
        flags: z.array(z.string()),
        config: z.looseObject({ version: z.int(), hash: z.string() }),
      })
      .optional(),
  }),
});

/** An audit event as read from a store. What the trail relies on is checked. */
export type TrailEvent = z.infer<typeof chainedEventSchema>;

/** An event and the JSON it is stored as. `value` is everything in that JSON: the hash is over all of it. */
export type ReadEvent = { readonly event: TrailEvent; readonly value: unknown; readonly text: string };

/** Why something is not an event of the trail. */
export type NoEvent = {
  readonly reason: "empty-body" | "not-json" | "not-an-audit-event" | "too-large";
  readonly detail: string;
};

/** An entity holds 1 MiB at two bytes a character; this leaves room for columns. */
export const eventUnitsAtMost = 450_000;

/** Far more levels than an event has, and few enough for the recursion that writes and hashes it. */
const levelsAtMost = 200;

/**
 * Reads an event from the body of a message or the text of a row. The Event Hubs trigger has parsed a body that looks like JSON;
 * others are text or bytes.
 */
export function readEvent(body: unknown): ReadEvent | NoEvent {
  if (isNothing(body)) return { reason: "empty-body", detail: "the message has no body" };
  const parsed = parseBody(body);
  if (parsed === null) return { reason: "not-json", detail: "the body is not JSON" };
  if (!nestsWithin(parsed.value, levelsAtMost)) return { reason: "not-an-audit-event", detail: "nested too deeply" };
  const read = chainedEventSchema.safeParse(parsed.value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { reason: "not-an-audit-event", detail: `${issue?.path.join(".") || "body"}: ${issue?.message}` };
  }
  const text = JSON.stringify(parsed.value);
  if (text.length > eventUnitsAtMost)
    return { reason: "too-large", detail: `${text.length} characters; a row holds ${eventUnitsAtMost}` };
  return { event: read.data, value: parsed.value, text };
}

const isNothing = (body: unknown): boolean =>
  body === undefined || body === "" || (body instanceof Uint8Array && body.byteLength === 0);

function parseBody(body: unknown): { readonly value: unknown } | null {
  const text = body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : body;
  if (typeof text !== "string") return { value: body };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
