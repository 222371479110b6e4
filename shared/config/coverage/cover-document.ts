import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import { knownNumbers } from "../../catalogue/known-numbers.ts";
import { pace } from "../../pace.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import { coverTerritory, type TerritoryCoverage } from "./territory-coverage.ts";

/** How often a number was dialled that is not configured, or not as it was dialled. `territory`: null where nothing says it. */
export type SeenNumber = {
  readonly territory: string | null;
  readonly number: string;
  readonly unprovisioned: number;
  readonly suspected: number;
};

/**
 * What was dialled of late. `since`: back to when everything was counted, null where nothing was; `complete`: whether that is
 * all that was asked for.
 */
export type SeenNumbers = {
  readonly complete: boolean;
  readonly since: string | null;
  readonly numbers: readonly SeenNumber[];
};

export type Coverage = {
  readonly territories: readonly (TerritoryCoverage & {
    readonly territory: string;
    readonly callingCode: string | null;
    readonly configured: boolean;
    readonly routeSet: string | null;
    readonly seen: readonly Omit<SeenNumber, "territory">[];
  })[];
  /** What was dialled where nothing says in which territory. Empty where territories are asked for. */
  readonly unplaced: readonly Omit<SeenNumber, "territory">[];
};

export type CoverageOptions = {
  /** Null for all that are configured or in which something was dialled. */
  readonly territories: ReadonlySet<string> | null;
  readonly staleAfterDays: number;
  readonly seen: readonly SeenNumber[];
  readonly nowMs: number;
};

const dayMs = 86_400_000;

/** Compares a configuration with the catalogue and with what was dialled, territory by territory. Paced. */
export async function coverDocument(document: ConfigDocument, options: CoverageOptions): Promise<Coverage> {
  const { territories: asked, staleAfterDays, seen, nowMs } = options;
  const items = new Map(document.territories.map((item) => [item.code, item]));
  const listed = await currentNumbers(document.numbers, nowMs);
  const dialled = byTerritory(seen);
  const codes = asked ?? new Set([...items.keys(), ...[...dialled.keys()].flatMap((code) => code ?? [])]);
  const known = byTerritory(knownNumbers({ territories: codes }));
  const staleBefore = new Date(nowMs - staleAfterDays * dayMs).toISOString().slice(0, "2026-01-31".length);
  const territories: Coverage["territories"][number][] = [];
  for (const code of [...codes].sort()) {
    const territory = items.get(code) ?? null;
    territories.push({
      territory: code,
      callingCode: callingCodeByTerritory.get(code) ?? null,
      configured: territory !== null,
      routeSet: territory?.routeSet ?? null,
      ...coverTerritory({
        territory,
        listed: listed.get(code) ?? [],
        known: known.get(code) ?? [],
        unprovisioned: document.defaults.unprovisioned,
        staleBefore,
      }),
      seen: mostFirst(dialled.get(code) ?? []),
    });
    if (pace.isDue()) await pace.rest();
  }
  return { territories, unplaced: asked === null ? mostFirst(dialled.get(null) ?? []) : [] };
}

/** Numbers that have ended are the catalogue's again. */
async function currentNumbers(
  numbers: readonly NumberItem[],
  nowMs: number,
): Promise<ReadonlyMap<string, readonly NumberItem[]>> {
  const current: NumberItem[] = [];
  for (const number of numbers) {
    if (number.validUntil === null || Date.parse(number.validUntil) > nowMs) current.push(number);
    if (pace.isDue()) await pace.rest();
  }
  return byTerritory(current);
}

function byTerritory<Item extends { readonly territory: string | null }>(
  items: readonly Item[],
): ReadonlyMap<Item["territory"], readonly Item[]> {
  const groups = new Map<Item["territory"], Item[]>();
  for (const item of items) {
    const group = groups.get(item.territory);
    if (group === undefined) groups.set(item.territory, [item]);
    else group.push(item);
  }
  return groups;
}

const mostFirst = (numbers: readonly SeenNumber[]): readonly Omit<SeenNumber, "territory">[] =>
  numbers
    .map(({ number, unprovisioned, suspected }) => ({ number, unprovisioned, suspected }))
    .toSorted((a, b) => b.unprovisioned + b.suspected - (a.unprovisioned + a.suspected));
