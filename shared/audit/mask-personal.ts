import * as z from "zod";
import { callSetupFields } from "../recognition/call-setup-fields.ts";
import { isDialString, isWithheld, normaliseParty } from "../recognition/normalise-party.ts";
import { locationEventType } from "./location-event.ts";
import { type ReadEvent, readEvent } from "./read-event.ts";

/** Makes the form of an event that a caller may see. */
export type ShowEvent = (event: ReadEvent) => ReadEvent;

export const showWhole: ShowEvent = (event) => event;

/** Seven digits or more, in any script and with anything between them: only a subscriber's number has so many. */
const longNumber = /^(?:\P{Nd}*\p{Nd}){7}/u;

/** The Call-ID is needed to find the call again; what was dialled is the short code of an emergency. */
const shownAsTheyAre: ReadonlySet<string> = new Set(["callId", "calledParty"]);

/** The same in Kamailio's form of a question, which has no `calledParty`. */
const shownInSipjson: ReadonlySet<string> = new Set(["ci", "ru", "rU"]);

/** Who calls in that form: the user of From, and the asserted identity. */
const callersInSipjson: ReadonlySet<string> = new Set(["fU", "ai"]);

/**
 * An event for a caller that may not see personal data: calling parties are masked except for their last two digits, and so is
 * every other long number in the recorded request. The event keeps the hash of its unmasked form.
 */
export const maskPersonal: ShowEvent = ({ event, value }) => {
  if (event.type === locationEventType) return maskedEvent(withLocation(value, "***"));
  return maskedEvent(maskMembers(value, null));
};

function maskedEvent(value: unknown): ReadEvent {
  const masked = readEvent(value);
  if ("reason" in masked) throw new Error(`a masked event can no longer be read: ${masked.detail}`);
  return masked;
}

/** Of a location's event nothing is shown but that there is one. */
function withLocation(value: unknown, location: string): unknown {
  const { data, ...others } = objectSchema.parse(value);
  return { ...others, data: { ...objectSchema.parse(data), location } };
}

const objectSchema = z.record(z.string(), z.unknown());

/** `+441632960123` becomes `+**********23`. A text that is neither a number nor a word for a withheld one becomes `***`. */
export function maskParty(party: string): string {
  const { text } = normaliseParty(party);
  if (isDialString(text)) return maskDigits(text);
  // Only the word is shown: the rest of a withheld party may name the caller.
  return party === "" || isWithheld(text) ? text : "***";
}

const maskDigits = (text: string): string => text.replace(/\p{Nd}(?=(?:\P{Nd}*\p{Nd}){2})/gu, "*");

const maskLong = (text: string): string => (longNumber.test(text) ? maskDigits(text) : text);

/** `depth`: how far within the request; null outside of it. */
function maskMembers(value: unknown, depth: number | null): unknown {
  if (typeof value === "string") return depth === null ? value : maskLong(value);
  if (typeof value === "number" && depth !== null && longNumber.test(String(value))) return maskLong(String(value));
  if (typeof value !== "object" || value === null) return value;
  const within = depth === null ? null : depth + 1;
  if (Array.isArray(value)) return value.map((element) => maskMembers(element, within));
  const isEvent = "calledParty" in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      depth === null ? name : maskLong(name),
      within === 1 ? maskRequestMember(name, member, isEvent) : maskMember(name, member, within),
    ]),
  );
}

function maskMember(name: string, member: unknown, depth: number | null): unknown {
  if (name === "callingParty") return maskCaller(member);
  return maskMembers(member, depth ?? (name === "request" ? 0 : null));
}

/** `isEvent`: whether the request is a call-setup event, and not in Kamailio's form. */
function maskRequestMember(name: string, member: unknown, isEvent: boolean): unknown {
  if (callersInSipjson.has(name)) return maskCaller(member);
  // The body of an INVITE may say where the caller is.
  if (name === "rb") return "***";
  const isShown = shownAsTheyAre.has(name) || (!isEvent && shownInSipjson.has(name)) || isInstant(name, member);
  return isShown && typeof member === "string" ? member : maskMember(name, member, 1);
}

const maskCaller = (member: unknown): unknown =>
  typeof member === "string" ? maskParty(member) : member === null ? null : "***";

/** An instant has as many digits as a telephone number, and is not masked. */
const isInstant = (name: string, member: unknown): boolean =>
  name === "receivedAt" && callSetupFields.receivedAt.safeParse(member).success;
