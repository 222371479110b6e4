import * as z from "zod";
import { territoryCodeSchema } from "../catalogue/territory-name.ts";
import { isDialString, isWithheld, normaliseParty } from "./normalise-party.ts";

const noControlCharacters = /^\P{Cc}*$/u;

/** A Call-ID stands in the URL of audit queries, where control characters and lone surrogates are not possible. */
const possibleInUrl = /^[^\p{Cc}\p{Cs}]*$/u;

/** A calling party is a number, withheld, or a named user of a URI. Free text names nobody. */
const isParty = (received: string): boolean => {
  const { form, text } = normaliseParty(received);
  return received === "" || form !== "plain" || isDialString(text) || isWithheld(text);
};

/** The fields of a call-setup event (contract section 1), each with its own schema: a malformed one does not cost the others. */
export const callSetupFields = {
  callId: z.string().min(1).max(256).regex(possibleInUrl, "must not hold control characters"),
  ingress: z.string().min(1).max(64),
  tenant: z.string().min(1).max(64),
  callingParty: z.string().max(1024).refine(isParty),
  territory: territoryCodeSchema,
  locationKey: z.string().min(1).max(64).regex(noControlCharacters),
  receivedAt: z.iso.datetime({ offset: true }),
  /** Any object: what stands in it is read apart, and only where it is needed. */
  location: z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
  attributes: z.record(z.string(), z.string()).refine((attributes) => Object.keys(attributes).length <= 20),
} as const;

export type CallSetupField = keyof typeof callSetupFields;
