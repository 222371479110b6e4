import { callSetupFields } from "../../recognition/call-setup.ts";
import { isDialString, normaliseParty } from "../../recognition/normalise-party.ts";
import { isWithheld } from "../../recognition/withheld.ts";
import { type ReadEvent, readEvent } from "./read-event.ts";

/** How events are shown to whoever asks. */
export type ShowEvent = (event: ReadEvent) => ReadEvent;

export const showWhole: ShowEvent = (event) => event;

/** As many digits in a row as only a subscriber's number has; separators within a number are looked through. */
const longNumber = /\+?\d(?:[\s().-]?\d){6,}/g;

/** Needed to find the call again, and what was dialled: the short code of an emergency. */
const shownAsTheyAre: ReadonlySet<string> = new Set(["callId", "calledParty"]);

/**
 * An event for somebody who may not see personal data: calling parties are masked but for their last two digits, and so is
 * every other long number in the request as it was received. The event's hash is that of the event unmasked.
 */
export const maskPersonal: ShowEvent = ({ value }) => {
  const masked = readEvent(maskMembers(value, false));
  if ("reason" in masked) throw new Error(`a masked event can no longer be read: ${masked.detail}`);
  return masked;
};

/** `+441632960123` as `+**********23`. What is no number, and not just withheld, is masked whole. */
export function maskParty(party: string): string {
  const { text } = normaliseParty(party);
  if (isWithheld(text)) return party;
  return isDialString(text) ? maskDigits(text) : "***";
}

const maskDigits = (text: string): string => text.replace(/\d(?=(?:\D*\d){2})/g, "*");

function maskMembers(value: unknown, inRequest: boolean): unknown {
  if (typeof value === "string") return inRequest ? value.replace(longNumber, maskDigits) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => maskMembers(element, inRequest));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskMember(name, member, inRequest)]));
}

function maskMember(name: string, member: unknown, inRequest: boolean): unknown {
  if (name === "callingParty") return typeof member === "string" ? maskParty(member) : member === null ? null : "***";
  if (inRequest && (shownAsTheyAre.has(name) || isInstant(name, member))) return member;
  return maskMembers(member, inRequest || name === "request");
}

/** A time of day has as many digits as a number. */
const isInstant = (name: string, member: unknown): boolean =>
  name === "receivedAt" && callSetupFields.receivedAt.safeParse(member).success;
