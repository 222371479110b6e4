import { territoryNamed } from "../catalogue/territory-name.ts";
import { foldName } from "../recognition/fold-name.ts";
import type { CivicRows } from "./areas.ts";
import type { Civic } from "./place.ts";

/** The parts of the key of a civic address, in order. An empty part is any. */
export const civicParts = ["country", "A1", "A2", "A3", "A4", "PC"] as const;

/** The parts of `GB|England||Leeds||LS1`, folded: case, spaces around them and Unicode forms make no difference, and UK is GB. */
export const foldCivicKey = (key: string): string => key.split("|").map(foldPart).join("|");

/** Whether a folded key says any part, and no more parts than there are. One that says none would hold for every address. */
export function saysPart(folded: string): boolean {
  const parts = folded.split("|");
  return parts.length === civicParts.length && parts.some((part) => part !== "");
}

const foldPart = (part: string, place: number): string =>
  place === 0 ? territoryNamed(foldName(part)).toLowerCase() : foldName(part);

/** How specific a key is: by how many parts it says, then by the finest of them. */
function weightOf(said: readonly boolean[]): number {
  const finest = said.reduce((sum, isSaid, place) => sum + (isSaid ? 2 ** place : 0), 0);
  return said.filter(Boolean).length * 2 ** said.length + finest;
}

/** `rows`: by their folded keys. One that says no part is never met: earlier versions stored such. */
export function civicRows(rows: ReadonlyMap<string, string>): CivicRows {
  const found = new Map<string, readonly boolean[]>();
  for (const key of rows.keys()) {
    if (!saysPart(key)) continue;
    const said = key.split("|").map((part) => part !== "");
    found.set(said.join(), said);
  }
  return { rows, said: [...found.values()].sort((a, b) => weightOf(b) - weightOf(a)) };
}

/** The parts of an address that keys have, folded. */
export const foldCivic = (civic: Civic): readonly string[] =>
  civicParts.map((name, place) => foldPart(civic[name] ?? "", place));

/** The areas of all rows that an address meets, the most specific first, each with how specific its row is. `parts`: folded. */
export function* areasOfCivic(
  { rows, said }: CivicRows,
  parts: readonly string[],
): Iterable<readonly [string, number]> {
  for (const wanted of said) {
    const isTold = wanted.every((isSaid, place) => !isSaid || parts[place] !== "");
    const area = isTold
      ? rows.get(parts.map((part, place) => (wanted[place] === true ? part : "")).join("|"))
      : undefined;
    if (area !== undefined) yield [area, weightOf(wanted)];
  }
}
