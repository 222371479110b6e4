import type { CallSetup } from "../../recognition/call-setup.ts";
import { normaliseParty } from "../../recognition/normalise-party.ts";
import { asReceived } from "../../routing/apply-routing.ts";
import type { AppliedConversion, DecidedNumber, Decision } from "../../routing/decision.ts";
import type { DecidedTwice } from "./decide-twice.ts";
import type { CallSource, SimulatedCall } from "./simulated-call.ts";

/** A decision without what is the same for every configuration. */
export type DecisionBrief = Pick<Decision, "class" | "action" | "routes" | "retryOn" | "flags"> & {
  readonly number: Pick<DecidedNumber, "territory" | "callingCode" | "shortCode" | "services" | "serviceUrn">;
  /** Without `calledParty` where the number stays as received. */
  readonly conversion: Partial<AppliedConversion>;
};

/** A call by what it is told apart from others. `at` is there when it was decided as if it came at that instant. */
export type CallBrief = Partial<CallSetup> & { readonly calledParty: string; readonly at?: string };

/** Decisions that change in the same way: `calls` lists each of them, `count` tells how many there are. */
export type ChangedDecisions = {
  readonly source: CallSource;
  readonly fields: readonly string[];
  readonly before: DecisionBrief;
  readonly after: DecisionBrief;
  readonly count: number;
  readonly calls: readonly CallBrief[];
};

/** How much is listed; all is counted. */
export type ListingLimits = { readonly groupsAtMost: number; readonly callsAtMost: number };

export type ChangedDecisionList = {
  readonly add: (call: SimulatedCall, decided: DecidedTwice) => void;
  readonly all: () => readonly ChangedDecisions[];
  /** Whether there were more than are listed. */
  readonly isTruncated: () => boolean;
};

/** Brings together decisions that change in the same way, such as those about one number in all its spellings. */
export function makeChangedDecisionList({ groupsAtMost, callsAtMost }: ListingLimits): ChangedDecisionList {
  const groups = new Map<string, Omit<ChangedDecisions, "calls" | "count"> & { count: number; calls: CallBrief[] }>();
  let listed = 0;
  let isTruncated = false;
  return {
    add: (call, { before, after, fields }) => {
      const { source } = call;
      const change = { source, fields, before: briefOf(before, source), after: briefOf(after, source) };
      const key = JSON.stringify(change);
      let group = groups.get(key);
      if (group === undefined && groups.size < groupsAtMost) {
        group = { ...change, count: 0, calls: [] };
        groups.set(key, group);
      }
      if (group !== undefined) group.count += 1;
      if (group === undefined || listed === callsAtMost) isTruncated = true;
      else {
        group.calls.push(callBrief(call));
        listed += 1;
      }
    },
    all: () => [...groups.values()],
    isTruncated: () => isTruncated,
  };
}

/** What a conversion made of a real caller's number is kept from whoever asks about a change. */
function briefOf(decision: Decision, source: CallSource): DecisionBrief {
  const { class: callClass, action, number, conversion, routes, retryOn, flags } = decision;
  const { territory, callingCode, shortCode, services, serviceUrn } = number;
  const { name, calledParty, callingParty } = conversion;
  return {
    class: callClass,
    action,
    number: { territory, callingCode, shortCode, services, serviceUrn },
    conversion: {
      name,
      ...(name === asReceived ? {} : { calledParty }),
      ...(callingParty === undefined || source === "trail" ? {} : { callingParty }),
    },
    routes,
    retryOn,
    flags,
  };
}

/** Of a real call nothing is told that could name the caller: a called party may come with a display name. */
function callBrief({ source, read: { call }, atMs }: SimulatedCall): CallBrief {
  const { ingress, tenant, territory } = call;
  const calledParty = source === "trail" ? normaliseParty(call.calledParty).text : call.calledParty;
  return {
    ...(source === "request" ? call : { ingress, tenant, territory }),
    calledParty,
    ...(atMs === null ? {} : { at: new Date(atMs).toISOString() }),
  };
}
