import type { DiallingProfile } from "./dialling-profiles.ts";
import { type CallSource, inEither, madeCall, type SimulatedCall, type TwoConfigurations } from "./simulated-call.ts";
import { writeSpellings } from "./write-spellings.ts";

/** A number to dial; `tenant` is null for any caller. */
export type DialledNumber = { readonly tenant: string | null; readonly territory: string; readonly shortCode: string };

/** How a number is dialled: `atMs` as in `SimulatedCall`; `callsAtMost` limits the calls that are made of it. */
export type Dialled = { readonly source: CallSource; readonly atMs: number | null; readonly callsAtMost: number };

/** Makes the calls of one number. */
export type Dialler = (number: DialledNumber, how: Dialled) => readonly SimulatedCall[];

/**
 * Dials a number in every spelling of every ingress from its territory, and then in its country form from an unknown
 * territory: that once for all territories with the same calling code.
 */
export function makeDialler(profiles: readonly DiallingProfile[], configurations: TwoConfigurations): Dialler {
  const unplaced = new Set<string>();
  return ({ tenant, territory, shortCode }, { source, atMs, callsAtMost }) => {
    const callingCodes = inEither(configurations, ({ plan }) => [plan.callingCodeOf(territory) ?? []].flat());
    const calls: SimulatedCall[] = [];
    for (const profile of profiles) {
      const { ingress } = profile;
      for (const calledParty of writeSpellings(shortCode, callingCodes, profile))
        calls.push({ source, read: madeCall({ calledParty, ingress, tenant, territory }), atMs });
      if (calls.length >= callsAtMost) return calls.slice(0, callsAtMost);
    }
    for (const code of callingCodes) {
      const calledParty = `+${code}${shortCode}`;
      const key = JSON.stringify([tenant, calledParty, atMs]);
      if (unplaced.has(key) || calls.length >= callsAtMost) continue;
      unplaced.add(key);
      calls.push({ source, read: madeCall({ calledParty, ingress: null, tenant, territory: null }), atMs });
    }
    return calls;
  };
}
