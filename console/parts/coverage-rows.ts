import type { Schema } from "../api/client.ts";

type Covered = Schema<"CoverageAnswer">["territories"][number];
type Entry = Schema<"CatalogueAnswer">["entries"][number];

/** What is known of one territory. */
export type CoverageRow = {
  readonly territory: string;
  readonly callingCode: string;
  readonly state: "configured" | "without-route" | "catalogue-only";
  /** How many numbers are configured. */
  readonly own: number;
  /** Short codes in use that only the catalogue has, of its primary tier. */
  readonly missing: readonly string[];
  readonly differing: number;
  readonly stale: number;
  readonly unsourced: number;
  /** How many numbers were dialled lately without being configured. */
  readonly seen: number;
};

/** One row for each territory that the configuration, the trail or the catalogue knows, by code. */
export function coverageRows(covered: readonly Covered[], entries: readonly Entry[]): readonly CoverageRow[] {
  const configured = new Set(covered.map(({ territory }) => territory));
  const others = byTerritory(entries.filter(({ territory }) => !configured.has(territory)));
  return [...covered.map(rowOf), ...others.map(rowOfCatalogue)].sort((a, b) => (a.territory < b.territory ? -1 : 1));
}

const rowOf = ({ territory, callingCode, configured, routeSet, catalogueOnly, counts }: Covered): CoverageRow => ({
  territory,
  callingCode: callingCode ?? "",
  state: !configured ? "catalogue-only" : routeSet === null ? "without-route" : "configured",
  own: counts.numbers,
  missing: inUse(catalogueOnly),
  differing: counts.differing,
  stale: counts.stale,
  unsourced: counts.unsourced,
  seen: counts.seen,
});

const rowOfCatalogue = (entries: readonly Entry[]): CoverageRow => ({
  territory: entries[0]?.territory ?? "",
  callingCode: entries[0]?.callingCode ?? "",
  state: "catalogue-only",
  own: 0,
  missing: inUse(entries),
  differing: 0,
  stale: 0,
  unsourced: 0,
  seen: 0,
});

const inUse = (entries: readonly Pick<Entry, "shortCode" | "tier" | "supersededOn">[]): readonly string[] =>
  entries.flatMap(({ shortCode, tier, supersededOn }) =>
    tier === "primary" && supersededOn === null ? [shortCode] : [],
  );

function byTerritory(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(entry.territory, [...(groups.get(entry.territory) ?? []), entry]);
  return [...groups.values()];
}
