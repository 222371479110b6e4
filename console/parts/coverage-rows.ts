import type { Schema } from "../api/client.ts";
import type { MapTone } from "./map-tone.ts";

type Covered = Schema<"CoverageAnswer">["territories"][number];
type Entry = Schema<"CatalogueAnswer">["entries"][number];

/** What a territory is in, the worst first, with its words and its look on the map. */
export const coverageStates = {
  "without-route": { words: "no route of its own", tone: "hatched" },
  differing: { words: "differs from the catalogue", tone: "crossed" },
  stale: { words: "stale or without a source", tone: "dotted" },
  configured: { words: "own numbers", tone: "good" },
  "catalogue-only": { words: "catalogue only", tone: "empty" },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly tone: MapTone }>>;

export type CoverageState = keyof typeof coverageStates;

export const isCoverageState = (text: string): text is CoverageState => Object.hasOwn(coverageStates, text);

/** What is known of one territory. */
export type CoverageRow = {
  readonly territory: string;
  readonly callingCode: string;
  readonly state: CoverageState;
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

const rowOf = (covered: Covered): CoverageRow => {
  const { territory, callingCode, catalogueOnly, counts } = covered;
  return {
    territory,
    callingCode: callingCode ?? "",
    state: stateOf(covered),
    own: counts.numbers,
    missing: inUse(catalogueOnly),
    differing: counts.differing,
    stale: counts.stale,
    unsourced: counts.unsourced,
    seen: counts.seen,
  };
};

function stateOf({ configured, routeSet, counts }: Covered): CoverageState {
  if (!configured) return "catalogue-only";
  if (routeSet === null) return "without-route";
  if (counts.differing > 0) return "differing";
  return counts.stale + counts.unsourced > 0 ? "stale" : "configured";
}

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
