import type { CallSetup } from "../../recognition/call-setup.ts";
import type { Decision } from "../../routing/decision.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { ItemKind } from "../item-kinds.ts";
import type { SimulatedCall } from "../simulate/simulated-call.ts";

/** The items that a change adds, named so that a call and its decision can be matched with them. */
export type Additions = ReadonlySet<`${ItemKind} ${string}`>;

export const additionsOf = (diff: DocumentDiff): Additions =>
  new Set(
    diff.flatMap(({ kind, key, change, after }) => {
      if (change !== "added") return [];
      return [`${kind} ${kind === "number" ? `${after?.territory}|${after?.shortCode}` : key}` as const];
    }),
  );

/**
 * Whether an emergency is decided differently only because of an added item, and not worse: it is still an emergency, and has
 * a route if it had one. The same holds for calls that took the contingency route by accident: a number that only the catalogue
 * had, a conversion that failed.
 */
export function isOnboarded(
  { source, read: { call } }: SimulatedCall,
  before: Decision,
  after: Decision,
  added: Additions,
): boolean {
  // Made-up calls through a new ingress or from a new tenant: no real call was decided before.
  if (isMadeUp(source) && isOfNew(call, added)) return true;
  if (!isEmergency(after)) return false;
  const keepsRoute = !onContingency(after) || onContingency(before);
  if (isOfNew(call, added) || isAboutNew(before, added) || isAboutNew(after, added)) return keepsRoute;
  return onContingency(before) && !onContingency(after) && before.flags.some((flag) => accidental.has(flag));
}

/** Flags of calls that took the contingency route by accident. */
const accidental: ReadonlySet<string> = new Set(["unprovisioned", "ambiguous-territory", "conversion-failed"]);

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
