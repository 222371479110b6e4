import type { CallSetup, ReadCall } from "../../recognition/call-setup.ts";
import type { AppliedConversion, DecidedNumber, Decision } from "../../routing/decision.ts";
import type { CallSource } from "./simulated-call.ts";

/** How two configurations decided calls. */
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

/** Calls of the recent past. `status`: whether all wanted calls could be read; `since`: how far back was looked. */
export type SeenCalls = {
  readonly status: "complete" | "partial" | "unavailable";
  readonly since: string | null;
  readonly calls: readonly ReadCall[];
};

/** What a change of configuration would do. `recentCalls`: how much of the past it was tried against. */
export type ChangeSimulation = Simulation & {
  readonly recentCalls: Omit<SeenCalls, "calls"> & { readonly calls: number };
};

/** A decision without the parts that no configuration changes. */
export type DecisionBrief = Pick<Decision, "class" | "action" | "routes" | "retryOn" | "flags"> & {
  readonly number: Pick<DecidedNumber, "territory" | "callingCode" | "shortCode" | "services" | "serviceUrn">;
  /** Without `calledParty` where the number stays as received. */
  readonly conversion: Partial<AppliedConversion>;
};

/** The fields that identify a call. `at` is there when it was decided as if it came at that instant. */
export type CallBrief = Partial<CallSetup> & { readonly calledParty: string; readonly at?: string };

/** Decisions that change in the same way: `count` is their number, `calls` lists as many as the limits allow. */
export type ChangedDecisions = {
  readonly source: CallSource;
  readonly fields: readonly string[];
  readonly before: DecisionBrief;
  readonly after: DecisionBrief;
  readonly count: number;
  readonly calls: readonly CallBrief[];
};
