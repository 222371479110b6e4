import type { ReadCall } from "../../recognition/call-setup.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type ListingLimits, makeChangedDecisionList } from "./changed-decisions.ts";
import { decideTwice } from "./decide-twice.ts";
import { visitKnownCalls } from "./known-calls.ts";
import {
  type CallSource,
  type OnDiffering,
  type SimulatedCall,
  type TwoConfigurations,
  visitEach,
} from "./simulated-call.ts";
import type { ChangeSimulation, SeenCalls, Simulation } from "./simulation.ts";
import { withoutSharing } from "./without-sharing.ts";

export type SimulateChangeOptions = TwoConfigurations & {
  readonly recent: SeenCalls;
  /** Calls that came with the request. */
  readonly given: readonly ReadCall[];
  readonly nowMs: number;
  readonly onDiffering?: OnDiffering;
};

/**
 * Decides calls by two configurations: the given ones, those of the recent past, and all that either configuration should know.
 * What was given and what really happened comes first, so that a truncated list has it. Paced.
 */
export async function simulateChange(options: SimulateChangeOptions): Promise<ChangeSimulation> {
  const { before, after, recent, given, nowMs, onDiffering } = options;
  const snapshots = { before: before.snapshot, after: after.snapshot };
  const { decide, result } = startSimulation({ ...snapshots, nowMs, ...(onDiffering && { onDiffering }) });
  await visitEach(callsFrom("request", given), decide);
  await visitEach(callsFrom("trail", recent.calls), decide);
  await visitKnownCalls({ before, after, nowMs, visit: decide });
  const { status, since, calls } = recent;
  return { ...result(), recentCalls: { status, since, calls: calls.length } };
}

const callsFrom = (source: CallSource, calls: readonly ReadCall[]): readonly SimulatedCall[] =>
  calls.map((read) => ({ source, read, atMs: null }));

export type StartSimulationOptions = {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly nowMs: number;
  readonly limits?: ListingLimits;
  readonly onDiffering?: OnDiffering;
};

/** An answer of some megabytes, for callers who want everything. */
const usualLimits: ListingLimits = { groupsAtMost: 5_000, callsAtMost: 50_000 };

/** Takes calls one by one and decides each by both configurations, just like a real call but for routes that share the load. */
export function startSimulation({ before, after, nowMs, limits = usualLimits, onDiffering }: StartSimulationOptions) {
  const changed = makeChangedDecisionList(limits);
  const snapshots = { before: withoutSharing(before), after: withoutSharing(after) };
  const simulatedFrom = { catalogue: 0, configured: 0, trail: 0, request: 0 };
  let [simulated, differing] = [0, 0];
  return {
    decide: (call: SimulatedCall): void => {
      const decided = decideTwice(call.read, snapshots, call.atMs ?? nowMs);
      simulated += 1;
      simulatedFrom[call.source] += 1;
      if (decided.fields.length === 0) return;
      differing += 1;
      changed.add(call, decided);
      onDiffering?.(call, decided);
    },
    result: (): Simulation => ({
      simulated,
      simulatedFrom,
      differing,
      decisionsChanged: changed.all(),
      truncated: changed.isTruncated(),
    }),
  };
}
