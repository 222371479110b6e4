import { isSameCaller } from "../../recognition/same-caller.ts";
import { readEvent, type TrailEvent } from "../read-event.ts";
import type { TrailFilters } from "./trail-query.ts";
import type { TrailRow } from "./trail-row.ts";
import { ingressOf, memberOf, shortCodeOf } from "./trail-row.ts";

/**
 * Whether a row that the conditions on columns found is one that is asked for: the event itself has the last word. A row
 * whose event cannot be read is taken, so that it is named and not left out in silence.
 */
export function isAskedFor({ text, row }: TrailRow, filters: TrailFilters): boolean {
  if (!hasFlag(row, filters.flag)) return false;
  if (!isDecidedByEvent(filters)) return true;
  const read = readEvent(text ?? "");
  return "reason" in read || hasCallFacts(read.event, filters);
}

/** Whether the columns alone do not tell which rows are asked for. */
export const isDecidedByEvent = ({ ingress, shortCode, callingParty }: TrailFilters): boolean =>
  ingress !== undefined || shortCode !== undefined || callingParty !== undefined;

/** Several flags may share a column's name: whether an event has the one that is asked for stands in its list. */
const hasFlag = (row: Readonly<Record<string, unknown>>, flag: string | undefined): boolean =>
  flag === undefined || (typeof row.flags === "string" && row.flags.split(" ").includes(flag));

function hasCallFacts({ data }: TrailEvent, { ingress, shortCode, callingParty }: TrailFilters): boolean {
  const { request, decision } = data;
  if (decision === undefined) return false;
  if (ingress !== undefined && ingressOf(request) !== ingress) return false;
  if (shortCode !== undefined && shortCodeOf(decision.number) !== shortCode) return false;
  if (callingParty === undefined) return true;
  const territories = territoriesOf(decision.number, request);
  return isSameCaller(callingParty, { callingParty: memberOf(request, "callingParty"), territories });
}

/** Where the call came from as far as the decision or the request says: its caller's national number is one of there. */
function territoriesOf(number: Readonly<Record<string, unknown>>, request: unknown): readonly string[] {
  const { territory, candidateTerritories } = number;
  const candidates: readonly unknown[] = Array.isArray(candidateTerritories) ? candidateTerritories : [];
  return [territory, memberOf(request, "territory"), ...candidates].filter((each) => typeof each === "string");
}
