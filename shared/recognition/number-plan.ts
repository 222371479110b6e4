import type { Service } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "./classes.ts";

/** What one list says of one short code in one territory. Instants are milliseconds since 1970, null for open ended. */
export type NumberRule = {
  readonly class: CallClass;
  /** Sorted; empty when unknown. */
  readonly services: readonly Service[];
  /** Names in the configuration; null for the territory's own. */
  readonly conversion: string | null;
  readonly routeSet: string | null;
  readonly validFromMs: number | null;
  readonly validUntilMs: number | null;
  /** False when only the built-in catalogue knows the number. */
  readonly provisioned: boolean;
};

/** Every list of short codes this instance decides by. Look-ups are constant time however many numbers are configured. */
export type NumberPlan = {
  /** What the number is for this tenant there and then: the tenant's entry, else the one for all, else the catalogue's. */
  readonly find: (tenant: string | null, territory: string, shortCode: string, nowMs: number) => NumberRule | null;
  /** Every territory in which some list has the short code. */
  readonly territoriesWith: (shortCode: string) => readonly string[];
  /** The short codes some list calls an emergency in the territory. */
  readonly emergencyCodesIn: (territory: string) => readonly string[];
  /** The territories under a calling code, the main one first. */
  readonly territoriesUnder: (callingCode: string) => readonly string[];
  readonly callingCodeOf: (territory: string) => string | null;
  /** Length of the longest short code on any list. */
  readonly longestShortCode: number;
};
