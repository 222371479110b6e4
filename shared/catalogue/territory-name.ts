import * as z from "zod";

/** Codes in common use that ISO 3166-1 reserves "exceptionally" and assigns to no territory: the European Union writes EL. */
const otherCodes: ReadonlyMap<string, string> = new Map([
  ["UK", "GB"],
  ["EL", "GR"],
]);

/** The ISO 3166-1 code for a territory as people write it: `uk` is GB. Other text comes back in upper case. */
export function territoryNamed(name: string): string {
  const code = name.toUpperCase();
  return otherCodes.get(code) ?? code;
}

/** Everything that people write for a territory: GB, gb, UK and uk. */
export const namesOfTerritory = (code: string): readonly string[] =>
  [code, ...[...otherCodes].flatMap(([other, meant]) => (meant === code ? [other] : []))].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]);

/** Reads a territory wherever one is named: in calls, configuration, files and queries. */
export const territoryCodeSchema = z
  .string()
  .regex(/^[A-Za-z]{2}$/, "must be an ISO 3166-1 alpha-2 code")
  .overwrite(territoryNamed);
