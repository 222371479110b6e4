import { pace } from "../../pace.ts";
import type { NumberItem } from "../document.ts";

/** The territories with a configured emergency number, valid at `nowMs` (milliseconds since 1970) or later. Paced. */
export async function territoriesWithEmergencies(
  numbers: readonly NumberItem[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const territories = new Set<string>();
  for (const number of numbers) {
    if (isEmergencyNowOrLater(number, nowMs)) territories.add(number.territory);
    if (pace.isDue()) await pace.rest();
  }
  return territories;
}

export const isEmergencyNowOrLater = ({ class: callClass, validUntil }: NumberItem, nowMs: number): boolean =>
  callClass === "emergency" && (validUntil === null || Date.parse(validUntil) > nowMs);
