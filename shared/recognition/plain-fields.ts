import * as z from "zod";
import { isPlainNumber } from "./normalise-party.ts";

const printableAscii = /^[\x20-\x7e]+$/;
const upperCasePair = /^[A-Z]{2}$/;
const instant = z.regexes.datetime({ offset: true });

const isShort = (value: unknown, maxLength: number): value is string =>
  typeof value === "string" && value !== "" && value.length <= maxLength;

/**
 * What nearly every call brings in a field, told to be valid without the field's schema, which takes some ten times as long.
 * Each says yes only to what the schema would take over as it is; of everything else the schema has the word.
 */
export const isPlain = {
  callId: (value: unknown): value is string => isShort(value, 256) && printableAscii.test(value),
  ingress: (value: unknown): value is string => isShort(value, 64),
  tenant: (value: unknown): value is string => isShort(value, 64),
  callingParty: (value: unknown): value is string => isShort(value, 1024) && isPlainNumber(value),
  territory: (value: unknown): value is string => isShort(value, 2) && upperCasePair.test(value),
  locationKey: (value: unknown): value is string => isShort(value, 64) && printableAscii.test(value),
  receivedAt: (value: unknown): value is string => typeof value === "string" && instant.test(value),
  attributes: isPlainRecord,
} as const;

/** At most 20 texts by name, as they come from JSON. A member named __proto__ the schema leaves out. */
function isPlainRecord(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const members = Object.entries(value);
  return members.length <= 20 && members.every(([name, text]) => typeof text === "string" && name !== "__proto__");
}
