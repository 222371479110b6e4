import type { CallSetup } from "../recognition/call-setup.ts";
import type { Flag } from "../recognition/flag-meanings.ts";
import type { Recognition } from "../recognition/recognition.ts";
import { chooseContingency, chooseRouting } from "./choose-routing.ts";
import { type Converted, convert } from "./convert.ts";
import type { AppliedConversion, Decision } from "./decision.ts";
import { hasMisspeltKey } from "./misspelt.ts";
import type { Snapshot } from "./snapshot.ts";
import { writeRoutes } from "./write-routes.ts";

/** The conversion that every configuration has: the number stays as it came. */
export const asReceived = "as-received";

/** What is done with a recognised number; `flags` names what was odd about doing it. */
export type Routed = Pick<Decision, "conversion" | "routes" | "contacts" | "retryOn" | "flags">;

/** The routes of an emergency or test number; the contingency route when anything about its own fails. */
export function applyRouting(call: CallSetup, recognition: Recognition, snapshot: Snapshot): Routed {
  const wanted = chooseRouting(recognition, snapshot);
  // A service asked for by its name, where no number serves it, has nothing to convert.
  const name = recognition.shortCode === null ? asReceived : wanted.conversion;
  const converted = applyConversion(name, call, recognition, snapshot);
  if (wanted.routeSet !== null && converted !== null) {
    const conversion = describeConversion(name, call, converted);
    const flags = keyFlags(name, call, snapshot);
    return { conversion, ...writeRoutes(wanted.routeSet, converted, recognition.serviceUrn), flags };
  }
  const failures = converted === null ? failureFlags(name, snapshot) : none;
  return applyContingency(call, recognition, snapshot, [...failures, ...keyFlags(name, call, snapshot)]);
}

/**
 * The contingency route, which gets a number in one form however it was dialled: as the default conversion writes it. As
 * received only where that fails as well. `failures`: flags of what went wrong before.
 */
function applyContingency(
  call: CallSetup,
  recognition: Recognition,
  snapshot: Snapshot,
  failures: readonly Flag[],
): Routed {
  const routeSet = chooseContingency(recognition, snapshot);
  const name = recognition.shortCode === null ? asReceived : snapshot.defaultConversion;
  const converted = applyConversion(name, call, recognition, snapshot);
  if (converted !== null) {
    const conversion = describeConversion(name, call, converted);
    return {
      conversion,
      ...writeRoutes(routeSet, converted, recognition.serviceUrn),
      flags: ["contingency-route", ...failures],
    };
  }
  const asItCame = writeRoutes(routeSet, numberAsReceived(recognition), recognition.serviceUrn);
  return {
    conversion: untouched(call),
    ...asItCame,
    flags: ["contingency-route", ...new Set([...failures, ...failureFlags(name, snapshot)])],
  };
}

/** A call left to the signalling layer's ordinary routing: only a conversion that its own number names is applied. */
export function applyConversionOnly(call: CallSetup, recognition: Recognition, snapshot: Snapshot): Routed {
  const [candidate] = recognition.candidates;
  const name = recognition.candidates.length === 1 ? (candidate?.rule.conversion ?? null) : null;
  if (name === null) return leave(untouched(call), none);
  const converted = applyConversion(name, call, recognition, snapshot);
  if (converted === null) return leave(untouched(call), failureFlags(name, snapshot));
  return leave(describeConversion(name, call, converted), none);
}

const none: readonly never[] = [];

const failureFlags = (name: string, { damagedConversions }: Snapshot): readonly Flag[] =>
  damagedConversions.has(name) ? ["conversion-failed", "lookup-table-damaged"] : ["conversion-failed"];

/** What a lookup misses, and another `otherwise` may hide: a key that only its spelling keeps from being found. */
function keyFlags(name: string, { locationKey }: CallSetup, snapshot: Snapshot): readonly Flag[] {
  const conversion = locationKey === null ? undefined : snapshot.conversions.get(name);
  if (locationKey === null || conversion === undefined) return none;
  return hasMisspeltKey(conversion, locationKey, snapshot) ? ["misspelt:locationKey"] : none;
}

const leave = (conversion: AppliedConversion, flags: readonly Flag[]): Routed => ({
  conversion,
  routes: none,
  contacts: none,
  retryOn: none,
  flags,
});

const untouched = (call: CallSetup): AppliedConversion => ({ name: asReceived, calledParty: call.calledParty });

function applyConversion(
  name: string,
  call: CallSetup,
  recognition: Recognition,
  snapshot: Snapshot,
): Converted | null {
  if (name === asReceived) return numberAsReceived(recognition);
  const conversion = snapshot.conversions.get(name);
  if (conversion === undefined || snapshot.damagedConversions.has(name)) return null;
  return convert(conversion, {
    number: countryForm(recognition),
    callingCode: recognition.callingCode,
    shortCode: recognition.shortCode,
    territory: recognition.territory,
    locationKey: call.locationKey,
    callingParty: call.callingParty,
    serviceUrn: recognition.serviceUrn,
    tables: snapshot.tables,
  });
}

/** One form for every spelling, so that one conversion serves them all. */
const countryForm = ({ callingCode, shortCode, party }: Recognition): string => {
  if (shortCode === null) return party.text;
  return callingCode === null ? shortCode : `+${callingCode}${shortCode}`;
};

const numberAsReceived = ({ party, serviceUrn }: Recognition): Converted => ({
  form: party.form === "urn" ? "urn" : "number",
  calledParty: party.form === "urn" ? (serviceUrn ?? party.text) : party.text,
  callingParty: null,
  headers: {},
});

const describeConversion = (name: string, call: CallSetup, converted: Converted): AppliedConversion => ({
  name,
  calledParty: name === asReceived ? call.calledParty : converted.calledParty,
  ...(converted.callingParty === null ? {} : { callingParty: converted.callingParty }),
});
