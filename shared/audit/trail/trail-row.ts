import { callSetupFields } from "../../recognition/read-call-setup.ts";
import { callerEnd } from "../../recognition/same-caller.ts";
import { joinText, splitText } from "../../tables/split-text.ts";
import type { ReadEvent, TrailEvent } from "../read-event.ts";
import type { StoredRow } from "./range-rows.ts";
import { callKeys, type RowKeys, trailKeys } from "./trail-keys.ts";

/** A row of the trail. `position` is its place in the order of events; `text` the event's JSON, null when the row has none. */
export type TrailRow = { readonly position: string; readonly text: string | null; readonly row: StoredRow };

/** The columns of a row by which people and queries find it. The event itself stands whole beside them. */
export type TrailColumns = Readonly<Record<string, string | number | boolean>>;

/** A row as it is written to AuditTrail or AuditByCall. */
export type NewRow = RowKeys & Readonly<Record<string, string | number | boolean>>;

/**
 * The rows of an event: one in the trail, and one under its subject when it is about a call. What tells of a purge is found
 * by its subject too.
 */
export function rowsOf({ event, text }: ReadEvent): { readonly trail: NewRow; readonly byCall: NewRow | null } {
  const trail = trailKeys(event);
  const rest = { ...columnsOf(event), ...splitText("event", text) };
  const isFoundBySubject = isOfCall(event) || event.type === "emergency-audit.purged.v1";
  return {
    trail: { ...trail, ...rest },
    byCall: isFoundBySubject ? { ...callKeys(event.subject, trail.rowKey), ...rest } : null,
  };
}

export const isOfCall = ({ type }: Pick<TrailEvent, "type">): boolean => type.startsWith("emergency-call.");

/** The event of a row as the JSON that was projected; null when the row holds none. */
export const eventTextOf = (row: Readonly<Record<string, unknown>>): string | null => joinText("event", row);

/**
 * What of an event is worth a column. Verification compares the columns of a row with what is derived here: a column may
 * be added, but what one means does not change.
 */
export function columnsOf(event: TrailEvent): TrailColumns {
  const { decision, chain, request } = event.data;
  return {
    type: event.type,
    eventId: readable(event.id),
    subject: readable(event.subject),
    time: event.time,
    chainId: readable(chain.id),
    sequence: countColumn(chain.sequence),
    hash: readable(chain.hash),
    ...(decision === undefined
      ? {}
      : {
          class: decision.class,
          territory: readable(decision.number.territory ?? ""),
          tenant: tenantOf(request),
          ingress: ingressOf(request),
          shortCode: shortCodeOf(decision.number),
          callerEnd: readable(callerEnd(memberOf(request, "callingParty"))),
          flags: readable(decision.flags.join(" ")),
          configVersion: countColumn(decision.config.version),
          configHash: readable(decision.config.hash),
          ...Object.fromEntries(decision.flags.slice(0, flagColumnsAtMost).map((flag) => [flagColumn(flag), true])),
        }),
  };
}

/** Table Storage compares a property as a whole, so that each flag has a property of its own to be found by. */
export const flagColumn = (flag: string): string => `flag_${flag.replace(/[^A-Za-z0-9]/g, "_").slice(0, 100)}`;

/** An entity has at most 252 properties. */
const flagColumnsAtMost = 64;
const columnUnits = 1_000;

/** Free text for a column: without what cannot be shown, and not without end. The event has it as it was. */
function readable(text: string): string {
  const short = text.length > columnUnits ? text.slice(0, columnUnits) : text;
  return unusual.test(short) ? short.replace(/\p{Cc}|\p{Surrogate}/gu, "\ufffd") : short;
}

/** Control characters, and surrogates with or without their other half. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unusual = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/;

/** A plain number is a 32-bit one in Table Storage; what is larger is kept as text. */
const countColumn = (count: number): number | string => (count <= 0x7fff_ffff ? count : String(count));

/** The ingress as the decision understood it: `default` when the request named none that can be read. */
export function ingressOf(request: unknown): string {
  const read = callSetupFields.ingress.safeParse(memberOf(request, "ingress"));
  return read.success ? readable(read.data) : "default";
}

/** The short code that was dialled, as text; "" where the decision found none. */
export const shortCodeOf = ({ shortCode }: Readonly<Record<string, unknown>>): string =>
  typeof shortCode === "string" ? readable(shortCode) : "";

/** A member of a request as it was recorded: one that nests deeply is kept as the text that it came as. */
export function memberOf(request: unknown, name: string): unknown {
  const body = typeof request === "string" ? parsed(request) : request;
  return typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The customer as the decision understood it: `*` when the request named none that can be read. */
export function tenantOf(request: unknown): string {
  const named = typeof request === "object" && request !== null ? Reflect.get(request, "tenant") : null;
  const read = callSetupFields.tenant.safeParse(named);
  return read.success ? readable(read.data) : "*";
}
