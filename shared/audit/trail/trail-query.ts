import { odata } from "@azure/data-tables";
import * as z from "zod";
import type { AuditEventType } from "../audit-event.ts";
import { readEvent } from "../read-event.ts";
import type { TrailRow } from "./stored-row.ts";
import { type FilterName, type TrailFilter, trailFilters } from "./trail-filters.ts";

type Filters = typeof trailFilters;

/** The filters as optional members of a query. `Object.fromEntries` loses which name has which schema. */
export const filterShape = Object.fromEntries(
  Object.entries(trailFilters).map(([name, { schema }]) => [name, schema.optional()]),
) as { readonly [Name in FilterName]: z.ZodOptional<Filters[Name]["schema"]> };

/** Takes the filters out of a query that was read with the members of `filterShape`. */
export const filtersSchema = z.object(filterShape);

/** What an event must have to be found. Events without the field in question (only decisions have a class) are not. */
export type TrailFilters = Readonly<z.infer<typeof filtersSchema>> & {
  /** The one type that is not to be found. */
  readonly exceptType?: AuditEventType | undefined;
};

/**
 * Which events are asked for: those from `from` on and before `to` (instants as `Date.toISOString` writes them), in the
 * whole trail or of one call. Only a call's may be asked for without instants.
 */
export type TrailQuery = { readonly filters: TrailFilters } & (
  | { readonly callId: null; readonly from: string; readonly to: string }
  | { readonly callId: string; readonly from: string | null; readonly to: string | null }
);

type Asked = { readonly filter: TrailFilter; readonly value: string };

const filterByName: ReadonlyMap<string, TrailFilter> = new Map(Object.entries(trailFilters));

const askedIn = (filters: TrailFilters): readonly Asked[] =>
  Object.entries(filters).flatMap(([name, value]) => {
    const filter = filterByName.get(name);
    return filter === undefined || value === undefined ? [] : [{ filter, value }];
  });

/** The filters as OData conditions: they find every row that `isAskedFor` accepts, and few others. */
export const conditionsOf = (filters: TrailFilters): readonly string[] => [
  ...(filters.exceptType === undefined ? [] : [odata`type ne ${filters.exceptType}`]),
  ...askedIn(filters).flatMap(({ filter, value }) => filter.conditionsFor(value)),
];

/** Whether the columns alone do not tell which rows are asked for. */
export const isDecidedByEvent = (filters: TrailFilters): boolean => askedIn(filters).some(needsEvent);

const needsEvent = ({ filter }: Asked): boolean => filter.fitsDecision !== undefined;

/**
 * Whether a row that the conditions found is one that is asked for. A row whose event cannot be read is accepted, so that
 * it is named instead of being left out in silence.
 */
export function isAskedFor({ text, row }: TrailRow, filters: TrailFilters): boolean {
  const asked = askedIn(filters);
  if (asked.some(({ filter, value }) => filter.fitsRow?.(row, value) === false)) return false;
  if (!asked.some(needsEvent)) return true;
  const read = readEvent(text ?? "");
  if ("reason" in read) return true;
  const { decision, request } = read.event.data;
  return (
    decision !== undefined &&
    asked.every(({ filter, value }) => filter.fitsDecision?.({ decision, request }, value) ?? true)
  );
}
