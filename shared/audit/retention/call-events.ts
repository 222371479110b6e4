import { type ReadEvent, readEvent } from "../read-event.ts";
import { type ReadableTrail, readCall } from "../trail/read-trail.ts";
import { tenantOf } from "../trail/recorded-request.ts";
import { isOfCall } from "../trail/trail-row.ts";

/** The readable events of one call. `isAll` is false when there are more than any genuine call has. */
export type CallEvents = { readonly events: readonly ReadEvent[]; readonly isAll: boolean };

/** A call has a handful of events; one that has more than this was made up. */
const eventsAtMost = 1_000;

/** Reads calls, each once. Throws a DependencyError when the store does not answer. */
export function makeCallReader(tables: ReadableTrail): (callId: string) => Promise<CallEvents> {
  const calls = new Map<string, Promise<CallEvents>>();
  return (callId) => {
    const call = calls.get(callId) ?? readCallEvents(tables, callId);
    calls.set(callId, call);
    return call;
  };
}

async function readCallEvents(tables: ReadableTrail, callId: string): Promise<CallEvents> {
  const events: ReadEvent[] = [];
  const stretch = { callId, after: "", before: null, filters: {} };
  const options = { pageSize: 100, ahead: false, isLate: () => false };
  for await (const { text } of readCall(tables, stretch, options)) {
    const read = readEvent(text ?? "");
    if ("reason" in read || !isOfCall(read.event) || read.event.subject !== callId) continue;
    if (events.length === eventsAtMost) return { events, isAll: false };
    events.push(read);
  }
  return { events, isAll: true };
}

/** The customers that a call's decisions name. Null when not all events were read. */
export const tenantsOf = ({ events, isAll }: CallEvents): readonly string[] | null =>
  isAll ? events.flatMap(({ event }) => (event.data.decision === undefined ? [] : [tenantOf(event.data)])) : null;

/** Whether a call was only a test, and all its events are older than an instant. */
export const isOldTestCall = ({ events, isAll }: CallEvents, before: string): boolean =>
  isAll &&
  events.every(
    ({ event: { data, time } }) =>
      (data.decision === undefined || data.decision.class === "test") && new Date(time).toISOString() < before,
  );
