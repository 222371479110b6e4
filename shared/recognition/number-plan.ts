import type { Service } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "./classes.ts";

/** What a list says of a short code in a territory. Instants are milliseconds since 1970; null is open-ended. */
export type NumberRule = {
  readonly class: CallClass;
  /** Sorted; empty when unknown. */
  readonly services: readonly Service[];
  /** Names in the configuration: of a tenant's own entry, else of the entry for all. Null to use the territory's. */
  readonly conversion: string | null;
  readonly routeSet: string | null;
  readonly validFromMs: number | null;
  readonly validUntilMs: number | null;
  /** What a tenant's own entry names itself: that comes before the caller's area. Null of an entry for all, and of the catalogue's. */
  readonly tenants: { readonly conversion: string | null; readonly routeSet: string | null } | null;
  /** False when only the built-in catalogue knows the number. */
  readonly provisioned: boolean;
  /** Whether the catalogue knows that another number took its place. Never of a configured number. */
  readonly superseded: boolean;
  /** True where no list has the number, and the configuration makes it an emergency in every territory. */
  readonly universal: boolean;
};

/** All lists of short codes that decide calls. A look-up takes the same time however many numbers are configured. */
export type NumberPlan = {
  /** The rule for this tenant, place and time: the tenant's own, else the one for all tenants, else the catalogue's. */
  readonly find: (tenant: string | null, territory: string, shortCode: string, nowMs: number) => NumberRule | null;
  /** The same for one number in many territories: it is looked up once. */
  readonly findIn: (
    tenant: string | null,
    shortCode: string,
    nowMs: number,
  ) => (territory: string) => NumberRule | null;
  /**
   * Whether one of the lists that `find` looks at before it finds a rule has the number as an emergency, at any time. Where none
   * has it: whether the catalogue has it as one, though the configuration switches it off.
   */
  readonly isEmergencyAtAnyTime: (
    tenant: string | null,
    territory: string,
    shortCode: string,
    nowMs: number,
  ) => boolean;
  /** Whether the catalogue has a number as an emergency that one older report alone names: see `Tier`. */
  readonly isExtendedEmergency: (territory: string, shortCode: string) => boolean;
  /** Every territory with a list that has the short code. Of a universal number that no list has as an emergency: all territories. */
  readonly territoriesWith: (shortCode: string) => readonly string[];
  /** The short codes that a list of the territory has as an emergency. */
  readonly emergencyCodesIn: (territory: string) => readonly string[];
  /** The territories under a calling code, the main one first. */
  readonly territoriesUnder: (callingCode: string) => readonly string[];
  readonly callingCodeOf: (territory: string) => string | null;
  /** Digits of the longest short code of all lists. */
  readonly longestShortCode: number;
};
