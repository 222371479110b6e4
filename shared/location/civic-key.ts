import { foldName } from "../recognition/fold-characters.ts";
import type { CivicRows } from "./areas.ts";
import type { Civic } from "./place.ts";

/** The parts of the key of a civic address, in order. An empty part is any. */
export const civicParts = ["country", "A1", "A2", "A3", "A4", "PC"] as const;

/** The parts of `GB|England||Leeds||LS1`, folded: case, spaces around them and Unicode forms make no difference. */
export const foldCivicKey = (key: string): string => key.split("|").map(foldName).join("|");

/** How specific a key is: by how many parts it says, then by the finest of them. */
function weightOf(said: readonly boolean[]): number {
  const finest = said.reduce((sum, isSaid, place) => sum + (isSaid ? 2 ** place : 0), 0);
  return said.filter(Boolean).length * 2 ** said.length + finest;
}

/** `rows`: by their folded keys. */
export function civicRows(rows: ReadonlyMap<string, string>): CivicRows {
  const found = new Map<string, readonly boolean[]>();
  for (const key of rows.keys()) {
    const said = key.split("|").map((part) => part !== "");
    if (said.length === civicParts.length) found.set(said.join(), said);
  }
  return { rows, said: [...found.values()].sort((a, b) => weightOf(b) - weightOf(a)) };
}

/** The area of the most specific row that an address meets; null where it meets none. */
export function areaOfCivic({ rows, said }: CivicRows, civic: Civic): string | null {
  const parts = civicParts.map((name) => foldName(civic[name] ?? ""));
  for (const wanted of said) {
    const isTold = wanted.every((isSaid, place) => !isSaid || parts[place] !== "");
    const area = isTold
      ? rows.get(parts.map((part, place) => (wanted[place] === true ? part : "")).join("|"))
      : undefined;
    if (area !== undefined) return area;
  }
  return null;
}
