import type { DiallingProfile } from "./dialling-profiles.ts";
import { type CallSource, inEither, madeCall, type SimulatedCall, type TwoConfigurations } from "./simulated-call.ts";
import { writeSpellings } from "./write-spellings.ts";

/** A number as somebody dials it; `tenant` is null for anybody. */
export type DialledNumber = { readonly tenant: string | null; readonly territory: string; readonly shortCode: string };

/** Makes the calls of one number, now or at an instant. */
export type Dialler = (
  number: DialledNumber,
  source: CallSource,
  atMs: number | null,
) => Generator<SimulatedCall, void, undefined>;

/**
 * A number is dialled in every spelling of every ingress from its territory, and then in its country form from nobody knows
 * where: that once for all territories under the calling code.
 */
export function makeDialler(profiles: readonly DiallingProfile[], configurations: TwoConfigurations): Dialler {
  const unplaced = new Set<string>();
  return function* dial({ tenant, territory, shortCode }, source, atMs) {
    const callingCodes = inEither(configurations, ({ plan }) => [plan.callingCodeOf(territory) ?? []].flat());
    for (const profile of profiles) {
      const { ingress } = profile;
      for (const calledParty of writeSpellings(shortCode, callingCodes, profile))
        yield { source, read: madeCall({ calledParty, ingress, tenant, territory }), atMs };
    }
    for (const code of callingCodes) {
      const calledParty = `+${code}${shortCode}`;
      const key = JSON.stringify([tenant, calledParty, atMs]);
      if (unplaced.has(key)) continue;
      unplaced.add(key);
      yield { source, read: madeCall({ calledParty, ingress: null, tenant, territory: null }), atMs };
    }
  };
}
