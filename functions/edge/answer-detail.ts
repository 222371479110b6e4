import type { ChangeEffect } from "../../shared/config/change/configuration-change.ts";
import { type DocumentDiff, summarise } from "../../shared/config/diff-documents.ts";
import type { ChangeSimulation } from "../../shared/config/simulate/simulation.ts";
import type { Detail } from "./change-query.ts";
import { listFaults } from "./problem.ts";

/** `short` fits on a page of a terminal. */
const listedAtMost = {
  short: { entries: 50, callsOfAnEntry: 3 },
  full: { entries: Infinity, callsOfAnEntry: Infinity },
} as const;

/** The effect of a change as an answer shows it. */
export function describeEffect(
  { baseVersion, hash, diff, warnings, dangers, approvalsNeeded, simulation, newTables }: ChangeEffect,
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
    approvalsNeeded,
    ...describeSimulation(simulation, detail),
    ...(newTables === undefined ? {} : { newTables }),
  };
}

/** A diff with at most `entries` entries. */
export const describeDiff = (diff: DocumentDiff, entries: number) => ({
  summary: summarise(diff),
  changes: diff.slice(0, entries),
  truncated: diff.length > entries,
});

/** The effect on calls. An entry stands for all decisions that change in the same way, and lists the first calls. */
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
