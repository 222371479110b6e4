import { odata } from "@azure/data-tables";
import type { CallClass } from "../../recognition/classes.ts";
import type { AuditEventType } from "../audit-event.ts";
import { flagColumn } from "./trail-row.ts";

/** What an event must have to be found. Events without the field in question (only decisions have a class) are not. */
export type TrailFilters = {
  readonly type?: AuditEventType | undefined;
  /** The one type that is not to be found. */
  readonly exceptType?: AuditEventType | undefined;
  readonly class?: CallClass | undefined;
  /** ISO 3166-1 alpha-2 in capitals. */
  readonly territory?: string | undefined;
  readonly tenant?: string | undefined;
  readonly flag?: string | undefined;
};

/**
 * Which events are asked for: those from `from` on and before `to` (instants as `Date.toISOString` writes them), in the
 * whole trail or of one call. Only a call's may be asked for without instants.
 */
export type TrailQuery = { readonly filters: TrailFilters } & (
  | { readonly callId: null; readonly from: string; readonly to: string }
  | { readonly callId: string; readonly from: string | null; readonly to: string | null }
);

/** The filters as conditions on columns. Values are quoted by the library; the name of a column holds letters and digits only. */
export const conditionsOf = (filters: TrailFilters): readonly string[] => [
  ...(filters.type === undefined ? [] : [odata`type eq ${filters.type}`]),
  ...(filters.exceptType === undefined ? [] : [odata`type ne ${filters.exceptType}`]),
  ...(filters.class === undefined ? [] : [odata`class eq ${filters.class}`]),
  ...(filters.territory === undefined ? [] : [odata`territory eq ${filters.territory}`]),
  ...(filters.tenant === undefined ? [] : [odata`tenant eq ${filters.tenant}`]),
  ...(filters.flag === undefined ? [] : [`${flagColumn(filters.flag)} eq true`]),
];

/** Several flags may share a column's name: whether an event has the one that is asked for stands in its list. */
export const hasFlag = (row: Readonly<Record<string, unknown>>, flag: string | undefined): boolean =>
  flag === undefined || (typeof row.flags === "string" && row.flags.split(" ").includes(flag));
