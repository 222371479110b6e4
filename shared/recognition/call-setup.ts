import * as z from "zod";
import type { Flag } from "./flag-meanings.ts";
import { isDialString, normaliseParty } from "./normalise-party.ts";
import { isPlain } from "./plain-fields.ts";
import { isWithheld } from "./withheld.ts";

const noControlCharacters = /^\P{Cc}*$/u;

/** Control characters and halves of characters cannot be asked for in a URL: whoever has such a Call-ID could not find the call. */
const askable = /^[^\p{Cc}\p{Cs}]*$/u;

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
  callId: z.string().min(1).max(256).regex(askable, "must not hold control characters"),
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

export type CallSetupField = keyof typeof callSetupFields;

type Fields = { readonly [Name in CallSetupField]: z.infer<(typeof callSetupFields)[Name]> | null };

/**
 * A call as the signalling layer described it, after everything unreadable was dropped. What is absent is null;
 * `calledParty` and `callingParty` are exactly as received.
 */
export type CallSetup = Fields & { readonly calledParty: string; readonly callId: string };

/** A call as it was read: `flags` names what was odd about the request. */
export type ReadCall = { readonly call: CallSetup; readonly flags: readonly Flag[] };

/** Reads a call-setup event with all good will; null only when there is no called party in it. `newId` stands in for a missing Call-ID. */
export function readCallSetup(body: unknown, newId: () => string): ReadCall | null {
  if (!hasMembers(body)) return null;
  const { calledParty, callId, ingress, tenant, callingParty, territory, locationKey, receivedAt, attributes } = body;
  if (typeof calledParty !== "string") return null;
  const flags: Flag[] = [];
  const field = <Name extends CallSetupField>(name: Name, value: unknown): Fields[Name] | null => {
    if (value === undefined || value === null) return null;
    const read = callSetupFields[name].safeParse(value);
    if (!read.success) flags.push(`invalid:${name}`);
    return read.success ? (read.data as Fields[Name]) : null;
  };
  const givenCallId = isPlain.callId(callId) ? callId : field("callId", callId);
  const call: CallSetup = {
    calledParty,
    callId: givenCallId ?? newId(),
    ingress: isPlain.ingress(ingress) ? ingress : field("ingress", ingress),
    tenant: isPlain.tenant(tenant) ? tenant : field("tenant", tenant),
    callingParty: isPlain.callingParty(callingParty) ? callingParty : field("callingParty", callingParty),
    territory: isPlain.territory(territory) ? territory : field("territory", territory),
    locationKey: isPlain.locationKey(locationKey) ? locationKey : field("locationKey", locationKey),
    receivedAt: isPlain.receivedAt(receivedAt) ? receivedAt : field("receivedAt", receivedAt),
    attributes: isPlain.attributes(attributes) ? attributes : field("attributes", attributes),
  };
  if (givenCallId === null) flags.push("generated-call-id");
  for (const name in body) if (!knownMembers.has(name)) noteUnknown(name, flags);
  return { call, flags };
}

const knownMembers: ReadonlySet<string> = new Set(["calledParty", ...Object.keys(callSetupFields)]);
const unknownAtMost = 5;

/** A flag is one word: of a name that is none it says only that there is one. */
function noteUnknown(name: string, flags: Flag[]): void {
  const flag: Flag = `unknown:${/^[A-Za-z0-9._-]{1,64}$/.test(name) ? name : "member"}`;
  const noted = flags.filter((other) => other.startsWith("unknown:"));
  if (noted.length < unknownAtMost && !noted.includes(flag)) flags.push(flag);
}

const hasMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
