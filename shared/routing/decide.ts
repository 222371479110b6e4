import type { AreaFinding } from "../location/area-finding.ts";
import type { CompiledAreas } from "../location/areas.ts";
import { type AreaQuestion, findArea } from "../location/find-area.ts";
import type { CallSetup, ReadCall } from "../recognition/call-setup.ts";
import { lazyCallerPlace } from "../recognition/caller-territories.ts";
import type { Flag } from "../recognition/flags.ts";
import type { IngressProfile } from "../recognition/ingress-profile.ts";
import { normaliseParty } from "../recognition/normalise-party.ts";
import type { Question } from "../recognition/question.ts";
import { recognise, recogniseIn } from "../recognition/recognise.ts";
import type { Recognition } from "../recognition/recognition.ts";
import { applyConversionOnly, applyRouting, type Routed } from "./apply-routing.ts";
import { routingOf } from "./area-routing.ts";
import type { ConfigInForce, DecidedNumber, Decision } from "./decision.ts";
import { callFlags, collectFlags, configFlags, recognitionFlags } from "./decision-flags.ts";
import { abroadFlags, type CallPlace, describeLocation, locateCall, untold } from "./locate-call.ts";
import { orElse } from "./or-else.ts";
import type { Snapshot } from "./snapshot.ts";

/** A compiled configuration, and how a decision names it. */
export type DecidingConfig = { readonly snapshot: Snapshot; readonly config: ConfigInForce };

/** `nowMs` is milliseconds since 1970; `decisionId` becomes the audit event's id. */
export type DecisionStamp = { readonly nowMs: number; readonly decisionId: string };

/** Decides one call. Pure and total: every readable call gets a decision, with doubts about it in `flags`. */
export function decide(
  { call, flags: readFlags }: ReadCall,
  { snapshot, config }: DecidingConfig,
  { nowMs, decisionId }: DecisionStamp,
): Decision {
  const { plan, tenantTerritories, everyIngress, areas } = snapshot;
  const profile = profileOf(call, snapshot);
  const question: Question = {
    call,
    party: normaliseParty(call.calledParty),
    profile,
    locatedIn: null,
    everyIngress,
    tenantTerritories,
    callerPlace: lazyCallerPlace(call.callingParty),
    plan,
    nowMs,
  };
  const recognised = recognise(question);
  const action = recognised.class === "emergency" || recognised.class === "test" ? "route" : "continue";
  const place =
    action === "route" && call.location !== null
      ? locateCall(call.location, areas, { territory: recognised.territory, ingress: profile.name, nowMs })
      : untold;
  const { recognition, finding, routed } = routePlaced(recognised, { question, snapshot, place, action });
  return {
    decisionId,
    callId: call.callId,
    class: recognition.class,
    action,
    number: describeNumber(call, recognition),
    conversion: routed.conversion,
    routes: routed.routes,
    contacts: routed.contacts,
    retryOn: routed.retryOn,
    location: describeLocation(place, finding?.match ?? null),
    config,
    flags: collectFlags([
      readFlags,
      callFlags(call, snapshot),
      recognition.flags,
      recognitionFlags(recognition, profile),
      place.flags,
      finding?.flags ?? [],
      abroadFlags(place, recognition.territory),
      routed.flags,
      configFlags[config.source],
    ]),
  };
}

const profileOf = (call: CallSetup, snapshot: Snapshot): IngressProfile =>
  (call.ingress === null ? undefined : snapshot.ingresses.get(call.ingress)) ?? snapshot.defaultIngress;

/** A call, where it comes from, and the configuration that routes it. */
type PlacedCall = {
  readonly question: Question;
  readonly snapshot: Snapshot;
  readonly place: CallPlace;
  readonly action: Decision["action"];
};

/** In which territory a call is decided, what was found of its area, and over which routes it goes. */
type Outcome = {
  readonly recognition: Recognition;
  readonly finding: AreaFinding | null;
  readonly routed: Routed;
};

/**
 * Routes a recognised call. The country of its place decides the territory only where that leads to routes: a place never sends a
 * call to the contingency routes that has others without it.
 */
function routePlaced(recognised: Recognition, placed: PlacedCall): Outcome {
  const { country } = placed.place;
  const located = country === null ? recognised : recogniseIn(country, placed.question, recognised);
  const outcome = routeIn(located, placed);
  if (located === recognised || !isLastResort(outcome)) return outcome;
  const without = routeIn(recognised, placed);
  return isLastResort(without) ? outcome : withFailures(outcome.routed.flags, without);
}

const isLastResort = ({ routed }: Outcome): boolean => routed.flags.includes("contingency-route");

function withFailures(failures: readonly Flag[], { routed, ...others }: Outcome): Outcome {
  const kept = failures.filter((flag) => flag !== "contingency-route" && flag !== "diverted");
  return { ...others, routed: { ...routed, flags: [...routed.flags, "location-abroad", ...kept] } };
}

function routeIn(recognition: Recognition, { question, snapshot, place, action }: PlacedCall): Outcome {
  const { call, profile, nowMs } = question;
  const { areas, diverts } = snapshot;
  const finding =
    areas === null || action !== "route"
      ? null
      : areaOfCall(areas, {
          place: place.believed,
          others: place.others,
          isDoubted: place.told !== place.believed,
          callingParty: call.callingParty,
          locationKey: call.locationKey,
          territory: recognition.territory,
          ingress: profile.name,
        });
  const apply = action === "route" ? applyRouting : applyConversionOnly;
  const routed = apply({
    call,
    recognition,
    snapshot,
    redirectHeaders: profile.redirectHeaders,
    // A test call has its own routes: it must reach neither an area's PSAP nor a desk.
    area: recognition.class === "test" ? null : routingOf(finding, diverts, nowMs),
    nowMs,
    elin: place.believed?.elin ?? null,
  });
  return { recognition, finding, routed };
}

const notFound: AreaFinding = { match: null, flags: ["location-unmatched"], screenRouteSet: null };

/** Total: where finding the area of a call goes wrong it has none. Null where nothing is to be asked. */
const areaOfCall = (areas: CompiledAreas, question: AreaQuestion): AreaFinding | null =>
  orElse(() => findArea(areas, question), notFound);

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
