import { callingCodeByTerritory } from "../catalogue/calling-codes.ts";
import type { ConfigDocument } from "./document.ts";

/** A universal number in a territory that has it, whether or not a list has it too. */
export type UniversalNumber = { readonly territory: string; readonly shortCode: string };

/** The universal numbers by which two documents differ, as the first has them, in all territories there are. */
export function universalNumbersOf(was: ConfigDocument, is: ConfigDocument): readonly UniversalNumber[] {
  const territories = new Set([
    ...callingCodeByTerritory.keys(),
    ...[was, is].flatMap((document) => document.territories.map(({ code }) => code)),
  ]);
  const [before, after] = [universalNumbersIn(was), universalNumbersIn(is)];
  return [...territories].flatMap((territory) =>
    before(territory)
      .filter((shortCode) => !after(territory).includes(shortCode))
      .map((shortCode) => ({ territory, shortCode })),
  );
}

/** The universal numbers of a territory: its own, else those of all. */
function universalNumbersIn({ territories, defaults }: ConfigDocument): (territory: string) => readonly string[] {
  const own = new Map(territories.map(({ code, universalNumbers }) => [code, universalNumbers]));
  return (territory) => own.get(territory) ?? defaults.universalNumbers;
}
