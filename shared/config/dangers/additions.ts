import type { CallSetup } from "../../recognition/call-setup.ts";
import type { Decision } from "../../routing/decision.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { ItemKind } from "../item-kinds.ts";
import type { SimulatedCall } from "../simulate/simulated-call.ts";

/** What a change adds, by what a call and its decision can be told to be about it. */
export type Additions = ReadonlySet<`${ItemKind} ${string}`>;

export const additionsOf = (diff: DocumentDiff): Additions =>
  new Set(
    diff.flatMap(({ kind, key, change, after }) => {
      if (change !== "added") return [];
      return [`${kind} ${kind === "number" ? `${after?.territory}|${after?.shortCode}` : key}` as const];
    }),
  );

/**
 * Whether an emergency is decided otherwise only because something is added that it is about, and none the worse: it still is
 * an emergency, and has a route if it had one. The same holds for what nobody meant to go the contingency route: a number
 * that only the catalogue knew, a conversion that failed.
 */
export function isOnboarded(
  { source, read: { call } }: SimulatedCall,
  before: Decision,
  after: Decision,
  added: Additions,
): boolean {
  // Nobody has dialled through a new ingress as the calls that are made up do.
  if (isMadeUp(source) && isOfNew(call, added)) return true;
  if (!isEmergency(after)) return false;
  const keepsRoute = !onContingency(after) || onContingency(before);
  if (isOfNew(call, added) || isAboutNew(before, added) || isAboutNew(after, added)) return keepsRoute;
  return onContingency(before) && !onContingency(after) && before.flags.some((flag) => unmeant.has(flag));
}

/** Why nobody meant a call to go the contingency route. */
const unmeant: ReadonlySet<string> = new Set(["unprovisioned", "ambiguous-territory", "conversion-failed"]);

/** Also one that this network routes as an ordinary call. */
export const isEmergency = ({ class: callClass }: Decision): boolean =>
  callClass === "emergency" || callClass === "emergency-normal-routing";

const isMadeUp = (source: SimulatedCall["source"]): boolean => source === "catalogue" || source === "configured";

const onContingency = ({ flags }: Decision): boolean => flags.includes("contingency-route");

const isOfNew = ({ ingress, tenant }: CallSetup, added: Additions): boolean =>
  added.has(`ingress ${ingress}`) || added.has(`tenant ${tenant}`);

const isAboutNew = ({ number: { territory, shortCode, candidateTerritories } }: Decision, added: Additions): boolean =>
  [territory, ...candidateTerritories].some(
    (code) => added.has(`territory ${code}`) || added.has(`number ${code}|${shortCode}`),
  );
