/** What a caller can ask for, as the last label of a service URN (RFC 5031 clause 4.2) names it. */
export const services = ["ambulance", "fire", "marine", "mountain", "police"] as const;

export type Service = (typeof services)[number];

/** RFC 5031, 4.2. */
export const serviceMeanings: Readonly<Record<Service, string>> = {
  ambulance: "medical help",
  fire: "the fire brigade",
  marine: "rescue at sea",
  mountain: "mountain and cave rescue",
  police: "the police",
};

/** `special` and `test` numbers are listed so that they are never taken for emergencies in their territory. */
export const catalogueClasses = ["emergency", "special", "test"] as const;

export type CatalogueClass = (typeof catalogueClasses)[number];

/**
 * `primary` numbers rest on two independent sources or on an official one since 2023, or were known before that was asked for.
 * `extended` ones rest on one older report: off unless an operator lists them, and suspected where they are dialled.
 */
export const tiers = ["primary", "extended"] as const;

export type Tier = (typeof tiers)[number];

/**
 * One number in one territory (ISO 3166-1 alpha-2, and AC, TA and XK). `services` is sorted; empty means that no source
 * says which, so the call asks for help in general (`urn:service:sos`). `supersededOn` is the day (`2025-01-12`) on which
 * another number took its place; null for a number in use. `byNumberOnly` marks a number that is meant only when it is dialled:
 * a service asked for by its name goes to another one of the territory. Where the entry comes from: `catalogue-sources.ts`.
 */
export type CatalogueEntry = {
  readonly territory: string;
  readonly callingCode: string;
  readonly shortCode: string;
  readonly class: CatalogueClass;
  readonly tier: Tier;
  readonly services: readonly Service[];
  readonly supersededOn: string | null;
  readonly byNumberOnly: boolean;
};
