import type { CallSetup } from "../recognition/call-setup.ts";
import type { Flag } from "../recognition/flags.ts";
import type { Recognition } from "../recognition/recognition.ts";
import { type AreaRouting, chooseContingency, chooseRouting } from "./choose-routing.ts";
import { asReceived, type Converted } from "./conversion.ts";
import { convert } from "./convert.ts";
import type { AppliedConversion, Decision } from "./decision.ts";
import { divertedFrom } from "./divert.ts";
import { hasMisspeltKey } from "./misspelt.ts";
import type { RouteSet } from "./route-set.ts";
import type { Snapshot } from "./snapshot.ts";
import { type Leg, type RouteUse, writeLocalDefault, writeRoutes } from "./write-routes.ts";

/** A recognised call and the configuration that routes it. */
export type RecognisedCall = {
  readonly call: CallSetup;
  readonly recognition: Recognition;
  readonly snapshot: Snapshot;
  /** Whether contacts carry the headers of their route. */
  readonly redirectHeaders: boolean;
  /** What the caller's area names; null without one. */
  readonly area: AreaRouting | null;
  /** Milliseconds since 1970: which diverts are in force. */
  readonly nowMs: number;
  /** The caller's emergency location identification number. */
  readonly elin: string | null;
};

/** What is done with a call; `flags` says what went wrong meanwhile. */
export type Routed = Pick<Decision, "conversion" | "routes" | "contacts" | "retryOn" | "flags">;

/** The routes of an emergency or test number; the contingency route when its own routes or conversion fail. */
export function applyRouting(recognised: RecognisedCall): Routed {
  const { recognition, snapshot } = recognised;
  const wanted = chooseRouting(recognition, snapshot, recognised.area);
  const name = conversionFor(recognition, wanted.conversion);
  const converted = applyConversion(name, recognised);
  if (recognised.area !== null && (wanted.routeSet === null || converted === null))
    return withoutArea(recognised, converted === null ? failureFlags(name, snapshot) : none);
  const flags = keyFlags(name, recognised);
  if (wanted.routeSet === null || converted === null)
    return applyContingency(recognised, [...(converted === null ? failureFlags(name, snapshot) : none), ...flags]);
  const own = { routeSet: divertedFrom(wanted.routeSet, snapshot, recognised.nowMs), name, converted };
  const last = lastResort(recognised, own);
  const isDiverted = own.routeSet !== wanted.routeSet || (last !== null && isDivertedContingency(last, recognised));
  return {
    conversion: describeConversion(name, recognised, converted),
    ...writeRoutes(last === null ? [own] : [own, last], useOf(recognised)),
    flags: [...flags, ...(wanted.isByArea ? areaFlags(recognised.area) : none), ...(isDiverted ? diverted : none)],
  };
}

const areaFlags = (area: AreaRouting | null): readonly Flag[] => (area?.flag === undefined ? none : [area.flag]);

/** An area whose routes or conversion cannot be used costs the call no more than the area. */
function withoutArea(recognised: RecognisedCall, failures: readonly Flag[]): Routed {
  const routed = applyRouting({ ...recognised, area: null });
  return failures.length === 0 ? routed : { ...routed, flags: [...failures, ...routed.flags] };
}

/**
 * The contingency routes, behind all others of an emergency. They get the number in the form that they get alone; whether that
 * failed is no doubt about this decision. A test call must not ring there.
 */
function lastResort(recognised: RecognisedCall, own: Leg & { readonly name: string }): Leg | null {
  const { recognition, snapshot } = recognised;
  if (!snapshot.appendContingency || recognition.class !== "emergency") return null;
  const routeSet = contingencyOf(recognised);
  if (routeSet === null || routeSet === own.routeSet) return null;
  const name = conversionFor(recognition, snapshot.defaultConversion);
  const converted = name === own.name ? own.converted : applyConversion(name, recognised);
  return { routeSet, converted: converted ?? numberAsReceived(recognition) };
}

/** A contingency route set is diverted as any other is. */
function contingencyOf({ recognition, snapshot, nowMs }: RecognisedCall): RouteSet | null {
  const routeSet = chooseContingency(recognition, snapshot);
  return routeSet === null ? null : divertedFrom(routeSet, snapshot, nowMs);
}

const isDivertedContingency = (
  { routeSet }: Pick<Leg, "routeSet">,
  { recognition, snapshot }: RecognisedCall,
): boolean => snapshot.diverts !== null && routeSet !== chooseContingency(recognition, snapshot);

const useOf = ({ call: { callId }, redirectHeaders }: RecognisedCall): RouteUse => ({ callId, redirectHeaders });

/**
 * The contingency route. It gets a number in one form however it was dialled: as the default conversion writes it, or as
 * received where that fails too. `failures`: flags of what went wrong before.
 */
function applyContingency(recognised: RecognisedCall, failures: readonly Flag[]): Routed {
  const { call, recognition, snapshot } = recognised;
  const name = conversionFor(recognition, snapshot.defaultConversion);
  const converted = applyConversion(name, recognised);
  const moreFailures = converted === null ? failureFlags(name, snapshot) : none;
  const routeSet = contingencyOf(recognised);
  const isDiverted = routeSet !== null && isDivertedContingency({ routeSet }, recognised);
  return {
    conversion: converted === null ? untouched(call) : describeConversion(name, recognised, converted),
    ...(routeSet === null
      ? writeLocalDefault(recognition.serviceUrn)
      : writeRoutes([{ routeSet, converted: converted ?? numberAsReceived(recognition) }], useOf(recognised))),
    flags: ["contingency-route", ...failures, ...moreFailures, ...(isDiverted ? diverted : none)],
  };
}

/** A call for the signalling layer's ordinary routing: only a conversion that its number names is applied. */
export function applyConversionOnly(recognised: RecognisedCall): Routed {
  const { call, recognition, snapshot } = recognised;
  const { candidates } = recognition;
  const name = candidates.length === 1 ? (candidates[0]?.rule.conversion ?? null) : null;
  if (name === null) return leave(untouched(call), none);
  const converted = applyConversion(name, recognised);
  if (converted === null) return leave(untouched(call), failureFlags(name, snapshot));
  return leave(describeConversion(name, recognised, converted), none);
}

const none: readonly never[] = [];
const diverted: readonly Flag[] = ["diverted"];

/** A service URN that no number serves has nothing to convert. */
const conversionFor = ({ shortCode }: Recognition, name: string): string => (shortCode === null ? asReceived : name);

const failureFlags = (name: string, { damagedConversions }: Snapshot): readonly Flag[] =>
  damagedConversions.has(name) ? ["conversion-failed", "lookup-table-damaged"] : ["conversion-failed"];

/** Flags a location key that no table of the conversion has only because it is misspelt. */
function keyFlags(name: string, { call: { locationKey }, snapshot }: RecognisedCall): readonly Flag[] {
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

function applyConversion(name: string, { call, recognition, snapshot, elin }: RecognisedCall): Converted | null {
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
    elin,
    serviceUrn: recognition.serviceUrn,
    tables: snapshot.tables,
  });
}

/** All spellings in one form, so that one conversion serves them all. */
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

const describeConversion = (name: string, { call }: RecognisedCall, converted: Converted): AppliedConversion => ({
  name,
  calledParty: name === asReceived ? call.calledParty : converted.calledParty,
  ...(converted.callingParty === null ? {} : { callingParty: converted.callingParty }),
});
