import { type ChainKeys, isVouchedFor } from "../chain-keys.ts";
import { locationEventType } from "../location-event.ts";
import type { ShowEvent } from "../mask-personal.ts";
import { readEvent } from "../read-event.ts";
import { isUnaltered } from "./judge-row.ts";
import type { TrailRow } from "./stored-row.ts";

/** What happened to one call, in order of time. Events are whole, as they were recorded. */
export type CallStory = {
  readonly callId: string;
  /** The configurations that the call was decided by, each with the first decision's time. */
  readonly configurations: readonly { readonly version: number; readonly hash: string; readonly decidedAt: string }[];
  readonly decisions: readonly unknown[];
  readonly outcomes: readonly unknown[];
  /** Where the caller was, if that was recorded and is still kept. */
  readonly locations: readonly unknown[];
  /**
   * Ids of events that are not what their hash was taken over or that no key vouches for, and row keys of rows that hold no
   * event.
   */
  readonly altered: readonly string[];
  /** False when the call has more events than are listed here. */
  readonly complete: boolean;
};

/** Makes a call's story from its rows, with events in the form that `show` makes; null when the rows hold nothing of a call. */
export function tellStory(
  { callId, rows, complete }: Pick<CallStory, "callId" | "complete"> & { readonly rows: readonly TrailRow[] },
  { show, keys }: { readonly show: ShowEvent; readonly keys: ChainKeys | null },
): CallStory | null {
  const configurations = new Map<string, CallStory["configurations"][number]>();
  const decisions: unknown[] = [];
  const outcomes: unknown[] = [];
  const locations: unknown[] = [];
  const altered: string[] = [];
  const told = new Set<string>();
  for (const { text, row } of rows) {
    const read = readEvent(text ?? "");
    if ("reason" in read) {
      altered.push(row.rowKey);
      continue;
    }
    const { event, value } = show(read);
    if (!isUnaltered(read) || !isVouchedFor(read.event, keys)) altered.push(event.id);
    // A repeated report is recorded twice, each with its place in a chain, and listed once: its id is a hash of its content.
    if (event.type === "emergency-call.outcome.v1" && !told.has(event.id)) outcomes.push(value);
    if (event.type === locationEventType && !told.has(event.id)) locations.push(value);
    told.add(event.id);
    const { decision } = event.data;
    if (decision === undefined) continue;
    decisions.push(value);
    const { version, hash } = decision.config;
    const key = `${version} ${hash}`;
    if (!configurations.has(key)) configurations.set(key, { version, hash, decidedAt: event.time });
  }
  if (decisions.length + outcomes.length + locations.length + altered.length === 0) return null;
  return { callId, configurations: [...configurations.values()], decisions, outcomes, locations, altered, complete };
}
