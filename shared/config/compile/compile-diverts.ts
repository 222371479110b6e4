import type { Divert, Diverts } from "../../routing/divert.ts";
import type { ConfigDocument } from "../document.ts";

/** The diverts of a document; null where there are none. */
export function compileDiverts({ diverts }: Pick<ConfigDocument, "diverts">): Diverts | null {
  if (diverts.length === 0) return null;
  const ofRouteSets = new Map<string, Divert[]>();
  const ofAreas = new Map<string, Divert[]>();
  for (const { from, to, validFrom, validUntil } of diverts) {
    const divert = { to, validFromMs: Date.parse(validFrom), validUntilMs: Date.parse(validUntil) };
    if (from.routeSet !== undefined)
      ofRouteSets.set(from.routeSet, [...(ofRouteSets.get(from.routeSet) ?? []), divert]);
    if (from.area !== undefined) ofAreas.set(from.area, [...(ofAreas.get(from.area) ?? []), divert]);
  }
  return { ofRouteSets, ofAreas };
}
