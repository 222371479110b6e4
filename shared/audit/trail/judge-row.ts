import * as z from "zod";
import { eventHash } from "../hash-chain.ts";
import { type ReadEvent, readEvent } from "../read-event.ts";
import type { Judged } from "../verification/chain-state.ts";
import type { TrailRow } from "./stored-row.ts";
import { besideRowKey, instantOf, isPosition, trailKeys } from "./trail-keys.ts";
import { columnsOf } from "./trail-row.ts";

/** What a row of the trail holds. The columns of a row without an event may still say which event it was. */
export type JudgedRow =
  | ({ readonly kind: "event" } & Judged)
  | { readonly kind: "lost-event"; readonly chainId: string; readonly sequence: number; readonly at: string }
  | { readonly kind: "unreadable" };

/** Compares the event of a row with its hash, and the row with its event. */
export function judgeRow({ position, row, text }: TrailRow): JudgedRow {
  const read = text === null ? null : readEvent(text);
  if (read === null || "reason" in read) return lostEvent(row, position);
  const { event } = read;
  const keys = trailKeys(event);
  const isMisplaced =
    keys.partitionKey !== row.partitionKey ||
    ![keys.rowKey, besideRowKey(keys.rowKey, read.text)].includes(row.rowKey) ||
    Object.entries(columnsOf(event)).some(([name, value]) => row[name] !== undefined && row[name] !== value);
  const at = instantOf(isPosition(position) ? position : keys.rowKey);
  return { kind: "event", event, at, isEdited: !isUnaltered(read), isMisplaced };
}

/** Whether an event is what its hash was taken over. */
export function isUnaltered({ event, value }: Pick<ReadEvent, "event" | "value">): boolean {
  const { hash } = event.data.chain;
  return hash === eventHash(withoutHash(value));
}

const chainedSchema = z.looseObject({ data: z.looseObject({ chain: z.looseObject({ hash: z.unknown() }) }) });

function withoutHash(value: unknown): unknown {
  const { data, ...event } = chainedSchema.parse(value);
  const { hash: _, mac: __, ...place } = data.chain;
  return { ...event, data: { ...data, chain: place } };
}

const namedPlaceSchema = z.object({ chainId: z.string().min(1), sequence: z.coerce.number().int().min(1) });

function lostEvent(row: TrailRow["row"], position: string): JudgedRow {
  const named = namedPlaceSchema.safeParse(row);
  if (!named.success || !isPosition(position)) return { kind: "unreadable" };
  return { kind: "lost-event", ...named.data, at: instantOf(position) };
}
