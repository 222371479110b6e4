import { auditEventTypes } from "../../audit/audit-event.ts";
import { type ReadableTrail, readCall, readStretch } from "../../audit/trail/read-trail.ts";
import { isOfCall } from "../../audit/trail/trail-row.ts";
import { pace } from "../../pace.ts";

const isLate = (): boolean => false;
/** A real call has a handful of events. There are more where a sender gives every call the same Call-ID. */
const textsAtMost = 1_000;
const eventsAtMost = 20_000;

/** The texts of a call's last events, the oldest first. `events`: how many it has, counted up to 20,000; those after that are not read. */
export type CallTexts = { readonly texts: readonly string[]; readonly events: number; readonly isAll: boolean };

/** Throws a DependencyError when the store fails. */
export async function readCallTexts(tables: ReadableTrail, callId: string): Promise<CallTexts> {
  const stretch = { callId, after: "", before: null, filters: {} };
  const texts: string[] = [];
  let events = 0;
  for await (const { text } of readCall(tables, stretch, { pageSize: 100, ahead: false, isLate })) {
    if (text === null) continue;
    if (events === eventsAtMost) return { texts, events, isAll: false };
    events += 1;
    texts.push(text);
    if (texts.length > textsAtMost) texts.shift();
  }
  return { texts, events, isAll: true };
}

/** Calls with events in a stretch of the trail. `next`: where to go on; null at the end. */
export type CallsInStretch = { readonly callIds: readonly string[]; readonly next: string | null };

const rowsAtOnce = 500;
const callTypes: ReadonlySet<unknown> = new Set(auditEventTypes.filter((type) => isOfCall({ type })));

/** The first calls that have events after a position and before an instant. Paced. */
export async function readCallsBetween(tables: ReadableTrail, after: string, before: string): Promise<CallsInStretch> {
  const callIds = new Set<string>();
  let rows = 0;
  for await (const { position, row } of readStretch(
    tables,
    { after, before, filters: {} },
    { pageSize: rowsAtOnce, ahead: false, isLate },
  )) {
    if (callTypes.has(row.type)) callIds.add(String(row.subject));
    rows += 1;
    if (rows === rowsAtOnce) return { callIds: [...callIds], next: position };
    if (pace.isDue()) await pace.rest();
  }
  return { callIds: [...callIds], next: null };
}
