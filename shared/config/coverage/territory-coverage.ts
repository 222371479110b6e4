import type { KnownNumber } from "../../catalogue/known-numbers.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";

/** A number of the configuration: of one customer, or of all (`*`). */
export type ListedNumber = Pick<NumberItem, "tenant" | "shortCode" | "class">;

/** A number that only the catalogue has. One that is `extended` is no emergency until somebody lists it. */
export type UnlistedNumber = Pick<KnownNumber, "shortCode" | "class" | "services" | "tier" | "supersededOn">;

/** A number that the configuration and the catalogue describe differently. */
export type DifferingNumber = ListedNumber &
  Pick<NumberItem, "services"> & { readonly catalogue: Pick<KnownNumber, "class" | "services"> };

/** What an operator should look at in one territory. */
export type TerritoryCoverage = {
  readonly numbers: readonly ListedNumber[];
  readonly catalogueOnly: readonly UnlistedNumber[];
  readonly differing: readonly DifferingNumber[];
  /** Emergency and test numbers with no route but the contingency route; tenant null for what only the catalogue has. */
  readonly withoutOwnRoute: readonly (Pick<ListedNumber, "shortCode"> & { readonly tenant: string | null })[];
  /** Verified too long ago, or on no known day. */
  readonly stale: readonly (ListedNumber & Pick<NumberItem, "verifiedOn">)[];
  readonly unsourced: readonly ListedNumber[];
};

export type CoverageSubject = {
  /** Null for a territory that is not configured. */
  readonly territory: ConfigDocument["territories"][number] | null;
  /** The territory's numbers that have not ended. */
  readonly listed: readonly NumberItem[];
  readonly known: readonly KnownNumber[];
  /** How the configuration takes a number that only the catalogue has. */
  readonly unprovisioned: ConfigDocument["defaults"]["unprovisioned"];
  /** A number that was verified before this day (`2026-01-31`) is stale. */
  readonly staleBefore: string;
};

/** Compares the numbers of one territory with the catalogue's, and finds what nobody looked after. */
export function coverTerritory(subject: CoverageSubject): TerritoryCoverage {
  const { listed, known, staleBefore } = subject;
  const forAll = new Set(listed.flatMap(({ tenant, shortCode }) => (tenant === "*" ? [shortCode] : [])));
  const unlisted = known.filter((number) => isRouted(number) && !forAll.has(number.shortCode));
  const catalogue = new Map(known.map((number) => [number.shortCode, number]));
  return {
    numbers: listed.map(briefly),
    catalogueOnly: unlisted.map(({ shortCode, class: callClass, services, tier, supersededOn }) => ({
      shortCode,
      class: callClass,
      services,
      tier,
      supersededOn,
    })),
    differing: listed.flatMap((number) => differenceOf(number, catalogue.get(number.shortCode))),
    withoutOwnRoute: withoutOwnRoute(subject, unlisted),
    stale: listed
      .filter(({ verifiedOn }) => verifiedOn === null || verifiedOn < staleBefore)
      .map((number) => ({ ...briefly(number), verifiedOn: number.verifiedOn })),
    unsourced: listed.filter(({ source }) => source.trim() === "").map(briefly),
  };
}

const briefly = ({ tenant, shortCode, class: callClass }: NumberItem): ListedNumber => ({
  tenant,
  shortCode,
  class: callClass,
});

/** What goes to routes of its own: special and ordinary calls go on as any call does. */
const isRouted = ({ class: callClass }: { readonly class: string }): boolean =>
  callClass === "emergency" || callClass === "test";

/** Services are compared where the catalogue has any: where it has none, no source says which. */
function differenceOf(number: NumberItem, known: KnownNumber | undefined): readonly DifferingNumber[] {
  if (known === undefined) return [];
  const hasOtherServices = known.services.length > 0 && sorted(known.services) !== sorted(number.services);
  if (known.class === number.class && !hasOtherServices) return [];
  const { class: callClass, services } = known;
  return [{ ...briefly(number), services: number.services, catalogue: { class: callClass, services } }];
}

const sorted = (services: readonly string[]): string => services.toSorted().join();

function withoutOwnRoute(
  { territory, listed, unprovisioned }: CoverageSubject,
  unlisted: readonly KnownNumber[],
): TerritoryCoverage["withoutOwnRoute"] {
  if ((territory?.routeSet ?? null) !== null) return [];
  const decided = unlisted.filter(
    ({ class: callClass, tier }) => tier === "primary" && (callClass === "test" || unprovisioned === "emergency"),
  );
  const routedForAll = new Set(
    listed.flatMap(({ tenant, shortCode, routeSet }) => (tenant === "*" && routeSet !== null ? [shortCode] : [])),
  );
  return [
    ...listed
      .filter((number) => isRouted(number) && number.routeSet === null && !routedForAll.has(number.shortCode))
      .map(({ tenant, shortCode }) => ({ tenant, shortCode })),
    ...decided.map(({ shortCode }) => ({ tenant: null, shortCode })),
  ];
}
