import type { Steps } from "../../in-slices.ts";
import type { NumberItem } from "../document.ts";
import type { Comparison } from "./comparison.ts";

/** A number as one customer has it, or as all others have it (`*`), and when it may be something else than before, in order. */
export type TouchedNumber = {
  readonly tenant: string;
  readonly territory: string;
  readonly shortCode: string;
  readonly instantsMs: readonly number[];
};

/** When a number's windows open and close, for each customer that has entries of its own. */
type Boundaries = Map<string, Set<number>>;

/** The numbers for which a change can make a difference: those with an entry that differs, and all of a territory that does. */
export function* touchedNumbers(comparison: Comparison): Steps<readonly TouchedNumber[]> {
  const { before, after, nowMs } = comparison;
  const isTouched = touched(comparison);
  const byTerritory = new Map<string, Map<string, Boundaries>>();
  for (const { document, snapshot } of [before, after]) {
    for (const number of document.numbers) {
      if (isTouched(number)) addBoundaries(within(byTerritory, number.territory), number, nowMs);
      yield;
    }
    for (const territory of territoriesOf(comparison))
      for (const shortCode of snapshot.plan.emergencyCodesIn(territory))
        boundariesOf(within(byTerritory, territory), shortCode);
  }
  const numbers: TouchedNumber[] = [];
  for (const [territory, codes] of byTerritory) {
    for (const [shortCode, boundaries] of codes) {
      const ofAll = boundaries.get("*") ?? [];
      for (const [tenant, own] of boundaries) {
        const instantsMs = [...new Set([nowMs, ...ofAll, ...own])].sort((a, b) => a - b);
        numbers.push({ tenant, territory, shortCode, instantsMs });
        yield;
      }
    }
  }
  return numbers;
}

function touched(comparison: Comparison): (number: NumberItem) => boolean {
  const territories = territoriesOf(comparison);
  const numbers = new Set<string>();
  for (const { kind, before, after } of comparison.diff) {
    const item = before ?? after;
    if (kind === "number") numbers.add(`${item?.territory} ${item?.shortCode}`);
  }
  return ({ territory, shortCode }) => territories.has(territory) || numbers.has(`${territory} ${shortCode}`);
}

const territoriesOf = ({ diff }: Comparison): ReadonlySet<string> =>
  new Set(diff.flatMap(({ kind, key }) => (kind === "territory" ? [key] : [])));

function boundariesOf(codes: Map<string, Boundaries>, shortCode: string): Boundaries {
  const boundaries = codes.get(shortCode) ?? new Map<string, Set<number>>([["*", new Set()]]);
  codes.set(shortCode, boundaries);
  return boundaries;
}

function addBoundaries(codes: Map<string, Boundaries>, number: NumberItem, nowMs: number): void {
  const boundaries = boundariesOf(codes, number.shortCode);
  const own = boundaries.get(number.tenant) ?? new Set();
  boundaries.set(number.tenant, own);
  for (const instant of [number.validFrom, number.validUntil]) {
    const atMs = instant === null ? nowMs : Date.parse(instant);
    if (atMs > nowMs) own.add(atMs);
  }
}

/** The codes under a territory, made where there are none yet. */
function within(byTerritory: Map<string, Map<string, Boundaries>>, territory: string): Map<string, Boundaries> {
  const known = byTerritory.get(territory);
  if (known !== undefined) return known;
  const made = new Map<string, Boundaries>();
  byTerritory.set(territory, made);
  return made;
}
