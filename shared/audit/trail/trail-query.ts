import { odata } from "@azure/data-tables";
import type { CallClass } from "../../recognition/classes.ts";
import { callerEnd } from "../../recognition/same-caller.ts";
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
  readonly ingress?: string | undefined;
  readonly shortCode?: string | undefined;
  /** In any spelling; what names a withheld one, such as `anonymous`, finds the calls whose caller is unknown. */
  readonly callingParty?: string | undefined;
};

/**
 * Which events are asked for: those from `from` on and before `to` (instants as `Date.toISOString` writes them), in the
 * whole trail or of one call. Only a call's may be asked for without instants.
 */
export type TrailQuery = { readonly filters: TrailFilters } & (
  | { readonly callId: null; readonly from: string; readonly to: string }
  | { readonly callId: string; readonly from: string | null; readonly to: string | null }
);

/**
 * The filters as conditions on columns: they find every row that `isAskedFor` takes, and few others. Values are quoted by
 * the library; the name of a column holds letters and digits only.
 */
export const conditionsOf = (filters: TrailFilters): readonly string[] => [
  ...(filters.type === undefined ? [] : [odata`type eq ${filters.type}`]),
  ...(filters.exceptType === undefined ? [] : [odata`type ne ${filters.exceptType}`]),
  ...(filters.class === undefined ? [] : [odata`class eq ${filters.class}`]),
  ...(filters.territory === undefined ? [] : [odata`territory eq ${filters.territory}`]),
  ...(filters.tenant === undefined ? [] : [odata`tenant eq ${filters.tenant}`]),
  ...(filters.flag === undefined ? [] : [`${flagColumn(filters.flag)} eq true`]),
  ...(filters.ingress === undefined ? [] : later("ingress", odata`ingress eq ${filters.ingress}`)),
  ...(filters.shortCode === undefined ? [] : later("shortCode", odata`shortCode eq ${filters.shortCode}`)),
  ...(filters.callingParty === undefined
    ? []
    : later("callerEnd", odata`callerEnd eq ${callerEnd(filters.callingParty)}`)),
];

/**
 * A condition on a column that decisions have had only since 2026-11-28: rows without it are looked at too. No comparison
 * holds for a property that is not there, so that its negation does (Azurite; Azure by its maintainers' account in Azurite
 * issue 2342).
 */
const later = (column: "ingress" | "shortCode" | "callerEnd", condition: string): readonly string[] => [
  odata`type eq ${"emergency-call.decided.v1"}`,
  `(${condition} or not (${column} ge ''))`,
];
