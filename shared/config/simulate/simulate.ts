import { eachInSlices } from "../../in-slices.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type ChangedDecisions, type ListingLimits, makeChangedDecisionList } from "./changed-decisions.ts";
import { type DecidedTwice, decideTwice } from "./decide-twice.ts";
import type { CallSource, SimulatedCall } from "./simulated-call.ts";

/** What became of calls by one configuration and by another. */
export type Simulation = {
  /** How many calls were decided. */
  readonly simulated: number;
  readonly simulatedFrom: Readonly<Record<CallSource, number>>;
  /** How many decisions differ. */
  readonly differing: number;
  readonly decisionsChanged: readonly ChangedDecisions[];
  /** Whether more decisions differ than `decisionsChanged` lists. */
  readonly truncated: boolean;
};

/** Told of each call that is decided otherwise. */
export type OnDiffering = (call: SimulatedCall, decided: DecidedTwice) => void;

export type SimulateOptions = {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly calls: Iterable<SimulatedCall | undefined>;
  readonly nowMs: number;
  readonly limits?: ListingLimits;
  readonly onDiffering?: OnDiffering;
};

/** An answer of some megabytes, for whoever asks for all. */
const usualLimits: ListingLimits = { groupsAtMost: 5_000, callsAtMost: 50_000 };

/** Decides every call by both configurations, just as real calls are decided, and gives way to those again and again. */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const { before, after, calls, nowMs, limits = usualLimits, onDiffering } = options;
  const changed = makeChangedDecisionList(limits);
  const simulatedFrom = { catalogue: 0, configured: 0, trail: 0, request: 0 };
  let simulated = 0;
  let differing = 0;
  await eachInSlices(calls, (call) => {
    if (call === undefined) return;
    const decided = decideTwice(call.read, { before, after }, call.atMs ?? nowMs);
    simulated += 1;
    simulatedFrom[call.source] += 1;
    if (decided.fields.length === 0) return;
    differing += 1;
    changed.add(call, decided);
    onDiffering?.(call, decided);
  });
  return {
    simulated,
    simulatedFrom,
    differing,
    decisionsChanged: changed.all(),
    truncated: changed.isTruncated(),
  };
}
