import type { CallSetup, ReadCall } from "../recognition/call-setup.ts";
import type { IngressProfile } from "../recognition/ingress-profile.ts";
import { recognise } from "../recognition/recognise.ts";
import type { Recognition } from "../recognition/recognition.ts";
import { chooseRouting } from "./choose-routing.ts";
import { type Converted, convert } from "./convert.ts";
import type { AppliedConversion, DecidedNumber, Decision } from "./decision.ts";
import type { ConfigInForce, Snapshot } from "./snapshot.ts";
import { writeRoutes } from "./write-routes.ts";

/** The conversion that every configuration has: the number stays as it came. */
export const asReceived = "as-received";

/**
 * Decides one call. Pure and total: every readable call gets a decision, and what is doubtful about it is in `flags`.
 * `nowMs` is milliseconds since 1970; `decisionId` becomes the audit event's id.
 */
export function decide(
  { call, flags: readFlags }: ReadCall,
  snapshot: Snapshot,
  config: ConfigInForce,
  nowMs: number,
  decisionId: string,
): Decision {
  const profile = profileOf(call, snapshot);
  const tenantTerritory = call.tenant === null ? null : (snapshot.tenantTerritories.get(call.tenant) ?? null);
  const recognition = recognise(call, profile, tenantTerritory, snapshot.plan, nowMs);
  const routed = isRouted(recognition) ? route(call, recognition, snapshot) : leave(call, recognition, snapshot);
  return {
    decisionId,
    callId: call.callId,
    class: recognition.class,
    action: isRouted(recognition) ? "route" : "continue",
    number: describeNumber(call, recognition),
    ...routed.outcome,
    config,
    flags: collectFlags([
      readFlags,
      callFlags(call, snapshot),
      recognition.flags,
      recognitionFlags(recognition, profile),
      routed.flags,
      configFlags[config.source],
    ]),
  };
}

const profileOf = (call: CallSetup, snapshot: Snapshot): IngressProfile =>
  (call.ingress === null ? undefined : snapshot.ingresses.get(call.ingress)) ?? snapshot.defaultIngress;

const isRouted = (recognition: Recognition): boolean =>
  recognition.class === "emergency" || recognition.class === "test";

type Outcome = Pick<Decision, "conversion" | "routes" | "contacts" | "retryOn">;
type Routed = { readonly outcome: Outcome; readonly flags: readonly string[] };

/** The routes of the number, or the contingency route with the number as received when anything about them fails. */
function route(call: CallSetup, recognition: Recognition, snapshot: Snapshot): Routed {
  const wanted = chooseRouting(recognition, snapshot);
  const converted = applyConversion(wanted.conversion, call, recognition, snapshot);
  if (wanted.routeSet !== null && converted !== null)
    return {
      outcome: {
        conversion: describeConversion(wanted.conversion, call, converted),
        ...writeRoutes(wanted.routeSet, converted),
      },
      flags: [],
    };
  const received = numberAsReceived(recognition);
  return {
    outcome: {
      conversion: { name: asReceived, calledParty: call.calledParty },
      ...writeRoutes(snapshot.contingency, received),
    },
    flags: converted === null ? ["contingency-route", "conversion-failed"] : ["contingency-route"],
  };
}

/** A call left to ordinary routing: only a conversion that its own number asks for is applied. */
function leave(call: CallSetup, recognition: Recognition, snapshot: Snapshot): Routed {
  const nothing = { routes: [], contacts: [], retryOn: [] };
  const name = recognition.candidates.length === 1 ? (recognition.candidates[0]?.rule.conversion ?? null) : null;
  if (name === null)
    return { outcome: { conversion: { name: asReceived, calledParty: call.calledParty }, ...nothing }, flags: [] };
  const converted = applyConversion(name, call, recognition, snapshot);
  return converted === null
    ? {
        outcome: { conversion: { name: asReceived, calledParty: call.calledParty }, ...nothing },
        flags: ["conversion-failed"],
      }
    : { outcome: { conversion: describeConversion(name, call, converted), ...nothing }, flags: [] };
}

function applyConversion(
  name: string,
  call: CallSetup,
  recognition: Recognition,
  snapshot: Snapshot,
): Converted | null {
  if (name === asReceived) return numberAsReceived(recognition);
  const conversion = snapshot.conversions.get(name);
  if (conversion === undefined) return null;
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

const numberAsReceived = ({ party }: Recognition): Converted => ({
  form: party.form === "urn" ? "urn" : "number",
  calledParty: party.text,
  callingParty: null,
  headers: {},
});

const describeConversion = (name: string, call: CallSetup, converted: Converted): AppliedConversion => ({
  name,
  calledParty: name === asReceived ? call.calledParty : converted.calledParty,
  ...(converted.callingParty === null ? {} : { callingParty: converted.callingParty }),
});

const describeNumber = (call: CallSetup, recognition: Recognition): DecidedNumber => ({
  received: call.calledParty,
  normalised: recognition.party.text,
  spelling: recognition.spelling,
  callingCode: recognition.callingCode,
  shortCode: recognition.shortCode,
  territory: recognition.territory,
  territoryFrom: recognition.territoryFrom,
  candidateTerritories: recognition.candidates.map(({ territory }) => territory),
  services: recognition.services,
  serviceUrn: recognition.serviceUrn,
});

const none: readonly string[] = [];

function callFlags(call: CallSetup, snapshot: Snapshot): readonly string[] {
  const unknownIngress = call.ingress !== null && !snapshot.ingresses.has(call.ingress);
  const unknownTerritory = call.territory !== null && snapshot.plan.callingCodeOf(call.territory) === null;
  if (!unknownIngress && !unknownTerritory) return none;
  return [...(unknownIngress ? ["unknown-ingress"] : []), ...(unknownTerritory ? ["invalid:territory"] : [])];
}

function recognitionFlags({ candidates, territory }: Recognition, profile: IngressProfile): readonly string[] {
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  const unprovisioned = deciding.length > 0 && deciding.every(({ rule }) => !rule.provisioned);
  const platformRouted = territory !== null && profile.platformRoutedTerritories.has(territory);
  return [...(unprovisioned ? ["unprovisioned"] : []), ...(platformRouted ? ["platform-routed-territory"] : [])];
}

const configFlags = { live: none, stale: ["stale-config"], baseline: ["baseline-config"] } as const;

function collectFlags(lists: readonly (readonly string[])[]): readonly string[] {
  const flags = lists.flat();
  return flags.length < 2 ? flags : [...new Set(flags)];
}
