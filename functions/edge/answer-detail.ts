import * as z from "zod";
import type { ChangeEffect } from "../../shared/config/change/change-effect.ts";
import { type DocumentDiff, summarise } from "../../shared/config/diff-documents.ts";
import type { ChangeSimulation } from "../../shared/config/simulate/simulate-change.ts";
import { listFaults } from "./problem.ts";

/** How much of what a change does is listed in the answer; all of it is counted. */
export const detailParameter = z.enum(["short", "full"]).default("short");

export type Detail = z.infer<typeof detailParameter>;

/** A page of a terminal, or all that there is. */
const listedAtMost = {
  short: { entries: 50, callsOfAnEntry: 3 },
  full: { entries: Infinity, callsOfAnEntry: Infinity },
} as const;

/** The effect of a change as it is answered. */
export function describeEffect(
  { baseVersion, hash, diff, warnings, dangers, simulation }: ChangeEffect,
  detail: Detail,
) {
  const { errors: listed = [] } = listFaults(warnings);
  return {
    baseVersion,
    hash,
    diff: describeDiff(diff, listedAtMost[detail].entries),
    warnings: detail === "full" ? warnings : listed,
    warningsCount: warnings.length,
    dangers,
    ...describeSimulation(simulation, detail),
  };
}

/** A diff with so many of its entries. */
export const describeDiff = (diff: DocumentDiff, entries: number) => ({
  summary: summarise(diff),
  changes: diff.slice(0, entries),
  truncated: diff.length > entries,
});

/** What a change does to calls: entries are decisions that change in the same way, each with its first calls. */
export function describeSimulation(simulation: ChangeSimulation, detail: Detail): ChangeSimulation {
  const { entries, callsOfAnEntry } = listedAtMost[detail];
  const { decisionsChanged, truncated } = simulation;
  return {
    ...simulation,
    decisionsChanged: decisionsChanged
      .slice(0, entries)
      .map((entry) => ({ ...entry, calls: entry.calls.slice(0, callsOfAnEntry) })),
    truncated: truncated || decisionsChanged.length > entries,
  };
}
