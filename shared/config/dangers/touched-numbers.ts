import { pace } from "../../pace.ts";
import type { NumberItem } from "../document.ts";
import type { Comparison } from "./danger-rule.ts";

/** A number of one tenant, or of all others (`*`), and the instants at which its meaning may differ from before, in order. */
export type TouchedNumber = {
  readonly tenant: string;
  readonly territory: string;
  readonly shortCode: string;
  readonly instantsMs: readonly number[];
};

/** When a number's windows open and close, for each tenant with entries of its own. */
type Boundaries = Map<string, Set<number>>;

/** The numbers for which a change can make a difference: those with a changed entry, and all of a changed territory. Paced. */
export async function touchedNumbers(comparison: Comparison): Promise<readonly TouchedNumber[]> {
  const { before, after, nowMs } = comparison;
  const isTouched = touched(comparison);
  const byTerritory = new Map<string, Map<string, Boundaries>>();
  for (const { document, snapshot } of [before, after]) {
    for (const number of document.numbers) {
      if (isTouched(number)) addBoundaries(within(byTerritory, number.territory), number, nowMs);
      if (pace.isDue()) await pace.rest();
    }
    for (const territory of territoriesOf(comparison))
      for (const shortCode of snapshot.plan.emergencyCodesIn(territory))
        boundariesOf(within(byTerritory, territory), shortCode);
  }
  const numbers: TouchedNumber[] = [];
  for (const [territory, codes] of byTerritory)
    for (const [shortCode, boundaries] of codes) {
      numbers.push(...ofEachTenant({ territory, shortCode }, boundaries, nowMs));
      if (pace.isDue()) await pace.rest();
    }
  return numbers;
}

function ofEachTenant(
  number: Pick<TouchedNumber, "territory" | "shortCode">,
  boundaries: Boundaries,
  nowMs: number,
): readonly TouchedNumber[] {
  const ofAll = boundaries.get("*") ?? [];
  return [...boundaries].map(([tenant, own]) => {
    const instantsMs = [...new Set([nowMs, ...ofAll, ...own])].sort((a, b) => a - b);
    return { tenant, ...number, instantsMs };
  });
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

/** The short codes of a territory; an empty map is added where there are none yet. */
function within(byTerritory: Map<string, Map<string, Boundaries>>, territory: string): Map<string, Boundaries> {
  const known = byTerritory.get(territory);
  if (known !== undefined) return known;
  const made = new Map<string, Boundaries>();
  byTerritory.set(territory, made);
  return made;
}
