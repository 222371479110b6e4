import type { AcceptedSpelling } from "./spellings.ts";

/** What is known of the platform or trunk a call came in by. Compiled for look-ups from the configuration's `ingresses`. */
export type IngressProfile = {
  readonly name: string;
  readonly spellings: ReadonlySet<AcceptedSpelling>;
  /** Exact dial strings that stand for a short code, such as 9911 for 911. */
  readonly masks: ReadonlyMap<string, string>;
  /** Digits that stand for "+", longest first. */
  readonly internationalPrefixes: readonly string[];
  readonly defaultTerritory: string | null;
  readonly platformRoutedTerritories: ReadonlySet<string>;
  /** Whether the territory given with a call is believed. */
  readonly trustTerritory: boolean;
};
