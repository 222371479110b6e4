import { joinText, splitText } from "../../tables/split-text.ts";
import type { ReadEvent, TrailEvent } from "../read-event.ts";
import { columnText, countColumn, type TrailColumns } from "./column-text.ts";
import { type TrailFilter, trailFilters } from "./trail-filters.ts";
import { callKeys, type RowKeys, trailKeys } from "./trail-keys.ts";

/** A row as it is written to AuditTrail or AuditByCall. */
export type NewRow = RowKeys & Readonly<Record<string, string | number | boolean>>;

/** The rows of an event: one in the trail, and one under its subject if it is about a call or is a purge event. */
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
 * The columns of an event's row. Verification compares those of a stored row with what is derived here: a column may be
 * added, but what one means does not change.
 */
export function columnsOf(event: TrailEvent): TrailColumns {
  const { decision, chain } = event.data;
  return {
    eventId: columnText(event.id),
    subject: columnText(event.subject),
    time: event.time,
    chainId: columnText(chain.id),
    sequence: countColumn(chain.sequence),
    hash: columnText(chain.hash),
    ...Object.fromEntries(filters.flatMap((filter) => Object.entries(filter.columnsOf(event)))),
    ...(decision === undefined
      ? {}
      : {
          flags: columnText(decision.flags.join(" ")),
          configVersion: countColumn(decision.config.version),
          configHash: columnText(decision.config.hash),
        }),
  };
}

const filters: readonly TrailFilter[] = Object.values(trailFilters);
