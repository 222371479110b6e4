import * as z from "zod";
import { isDialString, normaliseParty } from "./normalise-party.ts";
import { isWithheld } from "./withheld.ts";

const noControlCharacters = /^\P{Cc}*$/u;

/** A caller is a number or a withheld one in any form, or a named user of a URI; free text names nobody. */
const isParty = (text: string): boolean => {
  const party = normaliseParty(text);
  return party.form !== "plain" || isDialString(party.text) || isWithheld(party.text);
};

/**
 * The fields of a call-setup event (contract section 1). Each is read for itself: one that is malformed is dropped and
 * flagged, and the others stand. `calledParty` alone must be there.
 */
export const callSetupFields = {
  callId: z.string().min(1).max(256).regex(noControlCharacters),
  ingress: z.string().min(1).max(64),
  tenant: z.string().min(1).max(64),
  callingParty: z.string().max(1024).refine(isParty),
  territory: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .toUpperCase(),
  locationKey: z.string().min(1).max(64).regex(noControlCharacters),
  receivedAt: z.iso.datetime({ offset: true }),
  attributes: z.record(z.string(), z.string()).refine((attributes) => Object.keys(attributes).length <= 20),
} as const;

type Fields = { readonly [Name in keyof typeof callSetupFields]: z.infer<(typeof callSetupFields)[Name]> | null };

/**
 * A call as the signalling layer described it, after everything unreadable was dropped. What is absent is null;
 * `calledParty` and `callingParty` are exactly as received.
 */
export type CallSetup = Fields & { readonly calledParty: string; readonly callId: string };

/** A call as it was read: `flags` names what was odd about the request. */
export type ReadCall = { readonly call: CallSetup; readonly flags: readonly string[] };

/** Reads a call-setup event with all good will; null only when there is no called party in it. `newId` stands in for a missing Call-ID. */
export function readCallSetup(body: unknown, newId: () => string): ReadCall | null {
  if (typeof body !== "object" || body === null || !("calledParty" in body)) return null;
  const { calledParty } = body;
  if (typeof calledParty !== "string") return null;
  const flags: string[] = [];
  const field = <Name extends keyof Fields>(name: Name): Fields[Name] | null => {
    const value: unknown = Reflect.get(body, name);
    if (value === undefined || value === null) return null;
    const read = callSetupFields[name].safeParse(value);
    if (!read.success) flags.push(`invalid:${name}`);
    return read.success ? (read.data as Fields[Name]) : null;
  };
  const callId = field("callId");
  const call: CallSetup = {
    calledParty,
    callId: callId ?? newId(),
    ingress: field("ingress"),
    tenant: field("tenant"),
    callingParty: field("callingParty"),
    territory: field("territory"),
    locationKey: field("locationKey"),
    receivedAt: field("receivedAt"),
    attributes: field("attributes"),
  };
  if (callId === null) flags.push("generated-call-id");
  return { call, flags };
}
