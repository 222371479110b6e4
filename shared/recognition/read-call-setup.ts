import * as z from "zod";
import type { InputFault } from "../input-fault.ts";
import { parseInput } from "../parse-input.ts";
import type { CallSetup, ReadCall } from "./call-setup.ts";
import { type CallSetupField, callSetupFields } from "./call-setup-fields.ts";
import type { Flag } from "./flags.ts";

const callSetupObject = z.looseObject({ calledParty: z.string() });

/** Why a value is no call-setup event, with paths below `at`. Empty when it is one. */
export function callSetupFaults(value: unknown, at: readonly PropertyKey[] = []): readonly InputFault[] {
  const parsed = parseInput(callSetupObject, value, at);
  return parsed.outcome === "valid" ? [] : parsed.faults;
}

/** Reads a call-setup event. Null only without a called party. Other malformed fields are dropped and flagged; `newId` makes a missing Call-ID. */
export function readCallSetup(body: unknown, newId: () => string): ReadCall | null {
  if (!isObject(body) || typeof body.calledParty !== "string") return null;
  const flags: Flag[] = [];
  const read = <Value>(name: CallSetupField, schema: z.ZodType<Value>): Value | null => {
    const value = body[name];
    if (value === undefined || value === null) return null;
    const parsed = schema.safeParse(value);
    if (!parsed.success) flags.push(`invalid:${name}`);
    return parsed.success ? parsed.data : null;
  };
  const fields = callSetupFields;
  const callId = read("callId", fields.callId);
  const call: CallSetup = {
    calledParty: body.calledParty,
    callId: callId ?? newId(),
    ingress: read("ingress", fields.ingress),
    tenant: read("tenant", fields.tenant),
    callingParty: read("callingParty", fields.callingParty),
    territory: read("territory", fields.territory),
    locationKey: read("locationKey", fields.locationKey),
    receivedAt: read("receivedAt", fields.receivedAt),
    attributes: read("attributes", fields.attributes),
    location: body.location === undefined ? null : read("location", fields.location),
  };
  if (call.location === null && flags.includes("invalid:location")) flags.push("location-unreadable");
  if (callId === null) flags.push("generated-call-id");
  for (const name in body) if (!knownFields.has(name)) flagUnknown(name, flags);
  return { call, flags };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const knownFields: ReadonlySet<string> = new Set(["calledParty", ...Object.keys(callSetupFields)]);
const unknownAtMost = 5;

/** A flag is one word, so a name with other characters is flagged as `unknown:member`. */
const flagUnknown = (name: string, flags: Flag[]): void =>
  addUnknown(`unknown:${/^[A-Za-z0-9._-]{1,64}$/.test(name) ? name : "member"}`, flags);

/** Adds a flag of something unknown, if it is new and fewer than five others are there. */
export function addUnknown(flag: Flag, flags: Flag[]): void {
  const unknown = flags.filter((other) => other.startsWith("unknown:"));
  if (unknown.length < unknownAtMost && !unknown.includes(flag)) flags.push(flag);
}
