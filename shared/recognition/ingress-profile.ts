import type { AcceptedSpelling } from "./spellings.ts";

/** The platform or trunk that a call came from, compiled from an item of the configuration's `ingresses`. */
export type IngressProfile = {
  readonly name: string;
  readonly spellings: ReadonlySet<AcceptedSpelling>;
  /** Exact dial strings that stand for a short code, such as 9911 for 911. */
  readonly masks: ReadonlyMap<string, string>;
  /** Digits that stand for "+", longest first. */
  readonly internationalPrefixes: readonly string[];
  readonly defaultTerritory: string | null;
  readonly platformRoutedTerritories: ReadonlySet<string>;
  /** Whether the `territory` of a call from here is used. */
  readonly trustTerritory: boolean;
  /** Whether an emergency in a spelling that is not listed stays ordinary, with the flag `suspected`. */
  readonly strictSpellings: boolean;
  /** Whether contacts carry the headers of their route. */
  readonly redirectHeaders: boolean;
};
