import { normaliseParty } from "../../recognition/normalise-party.ts";
import { asReceived } from "../../routing/conversion.ts";
import type { Decision } from "../../routing/decision.ts";
import type { CallSource, DecidedTwice, SimulatedCall } from "./simulated-call.ts";
import type { CallBrief, ChangedDecisions, DecisionBrief } from "./simulation.ts";

/** How much is listed. Everything is counted. */
export type ListingLimits = { readonly groupsAtMost: number; readonly callsAtMost: number };

export type ChangedDecisionList = {
  readonly add: (call: SimulatedCall, decided: DecidedTwice) => void;
  readonly all: () => readonly ChangedDecisions[];
  /** Whether there were more than are listed. */
  readonly isTruncated: () => boolean;
};

/** Groups decisions that change in the same way, such as those about one number in all its spellings. */
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

/** A real caller's number, also as a conversion wrote it, is not part of the answer. */
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

/** Of a real call the answer has nothing that could name the caller: a called party may come with a display name. */
function callBrief({ source, read: { call }, atMs }: SimulatedCall): CallBrief {
  const { ingress, tenant, territory } = call;
  const calledParty = source === "trail" ? normaliseParty(call.calledParty).text : call.calledParty;
  return {
    ...(source === "request" ? call : { ingress, tenant, territory }),
    calledParty,
    ...(atMs === null ? {} : { at: new Date(atMs).toISOString() }),
  };
}
