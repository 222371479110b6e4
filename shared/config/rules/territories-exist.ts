import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** A territory is one of those that have telephones, under the calling code that its numbers have (ITU-T E.164). */
export function* territoriesHaveTheirCallingCode({ document }: Subject): Findings {
  for (const [index, { code, callingCode }] of document.territories.entries()) {
    const assigned = callingCodeByTerritory.get(code);
    if (assigned === undefined) yield faultAt("territories", index, ["code"], `no territory has the code ${code}`);
    else if (assigned !== callingCode)
      yield faultAt("territories", index, ["callingCode"], `the calling code of ${code} is ${assigned}`);
    else yield;
  }
}

/** Where callers are said to be is a territory, whether the document has it or only the catalogue. */
export function* callersAreInTerritories({ document, snapshot }: Subject): Findings {
  const isKnown = (code: string | null) =>
    code === null || snapshot.territories.has(code) || callingCodeByTerritory.has(code);
  for (const [index, { defaultTerritory }] of document.tenants.entries()) {
    if (isKnown(defaultTerritory)) yield;
    else yield faultAt("tenants", index, ["defaultTerritory"], `no territory has the code ${defaultTerritory}`);
  }
  for (const [index, { defaultTerritory, platformRoutedTerritories }] of document.ingresses.entries()) {
    if (!isKnown(defaultTerritory))
      yield faultAt("ingresses", index, ["defaultTerritory"], `no territory has the code ${defaultTerritory}`);
    for (const [place, code] of platformRoutedTerritories.entries()) {
      if (isKnown(code)) yield;
      else yield faultAt("ingresses", index, ["platformRoutedTerritories", place], `no territory has the code ${code}`);
    }
  }
}
