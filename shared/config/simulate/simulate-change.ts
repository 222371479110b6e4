import type { ReadCall } from "../../recognition/call-setup.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { type KnownCallsOptions, knownCalls } from "./known-calls.ts";
import { type OnDiffering, type Simulation, simulate } from "./simulate.ts";
import type { CallSource, SimulatedCall, SimulatedCalls, TwoConfigurations } from "./simulated-call.ts";

/** Calls of the recent past. `status` tells whether all that were wanted could be read; `since`: how far back was looked. */
export type SeenCalls = {
  readonly status: "complete" | "partial" | "unavailable";
  readonly since: string | null;
  readonly calls: readonly ReadCall[];
};

/** What a change of configuration would do. `recentCalls` says how much of the past it was tried against. */
export type ChangeSimulation = Simulation & {
  readonly recentCalls: Omit<SeenCalls, "calls"> & { readonly calls: number };
};

export type SimulateChangeOptions = TwoConfigurations & {
  readonly recent: SeenCalls;
  /** Calls that whoever asks has given. */
  readonly given: readonly ReadCall[];
  readonly nowMs: number;
  readonly onDiffering?: OnDiffering;
};

/** Runs a change against the calls given, those of the recent past, and all that either configuration should know. */
export async function simulateChange(options: SimulateChangeOptions): Promise<ChangeSimulation> {
  const { before, after, recent, given, nowMs, onDiffering } = options;
  const changed = await changedNumbers(before.document, after.document);
  const simulation = await simulate({
    before: before.snapshot,
    after: after.snapshot,
    calls: allCalls({ before, after, changed, nowMs }, recent.calls, given),
    nowMs,
    ...(onDiffering === undefined ? {} : { onDiffering }),
  });
  const { status, since, calls } = recent;
  return { ...simulation, recentCalls: { status, since, calls: calls.length } };
}

/** What was asked for and what really happened come first: where there is too much to list, they are in the list. */
function* allCalls(known: KnownCallsOptions, recent: readonly ReadCall[], given: readonly ReadCall[]): SimulatedCalls {
  yield* from("request", given);
  yield* from("trail", recent);
  yield* knownCalls(known);
}

const from = (source: CallSource, calls: readonly ReadCall[]): readonly SimulatedCall[] =>
  calls.map((read) => ({ source, read, atMs: null }));
