import type { CompiledAreas } from "../location/areas.ts";
import type { AreaFinding } from "../location/find-area.ts";
import type { Place } from "../location/place.ts";
import type { CallSetup, ReadCall } from "../recognition/call-setup.ts";
import { lazyCallerPlace } from "../recognition/caller-territories.ts";
import type { Flag } from "../recognition/flags.ts";
import type { IngressProfile } from "../recognition/ingress-profile.ts";
import { normaliseParty } from "../recognition/normalise-party.ts";
import type { Question } from "../recognition/question.ts";
import { recognise, recogniseIn } from "../recognition/recognise.ts";
import type { Recognition } from "../recognition/recognition.ts";
import { applyConversionOnly, applyRouting } from "./apply-routing.ts";
import type { ConfigInForce, DecidedNumber, Decision } from "./decision.ts";
import { abroadFlags, countryOf, describeLocation, findAreaOf, readPlace, routingOf, untold } from "./locate-call.ts";
import { isMisspelt } from "./misspelt.ts";
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
  const party = normaliseParty(call.calledParty);
  const callerPlace = lazyCallerPlace(call.callingParty);
  const question: Question = {
    call,
    party,
    profile,
    locatedIn: null,
    everyIngress,
    tenantTerritories,
    callerPlace,
    plan,
    nowMs,
  };
  const recognised = recognise(question);
  const action = recognised.class === "emergency" || recognised.class === "test" ? "route" : "continue";
  const told = action === "route" && call.location !== null ? readPlace(call.location) : untold;
  const country = countryOf(told.place, areas);
  const recognition = country === null ? recognised : recogniseIn(country, question, recognised);
  const finding =
    action === "route" && areas !== null ? areaOf(areas, { question, recognition, place: told.place }) : null;
  // A test call has its own routes: it must reach neither an area's PSAP nor a desk.
  const isTest = recognition.class === "test";
  const apply = action === "route" ? applyRouting : applyConversionOnly;
  const routed = apply({
    call,
    recognition,
    snapshot,
    redirectHeaders: profile.redirectHeaders,
    area: isTest ? null : routingOf(finding, snapshot.diverts, nowMs),
    nowMs,
    elin: finding?.isPlaceUsed === false ? null : (told.place?.elin ?? null),
  });
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
    location: describeLocation(told.place, finding?.match ?? null),
    config,
    flags: collectFlags([
      readFlags,
      callFlags(call, snapshot),
      recognition.flags,
      recognitionFlags(recognition, profile),
      told.flags,
      isTest ? (finding?.flags.filter((flag) => flag !== "screened") ?? none) : (finding?.flags ?? none),
      abroadFlags(country, recognition.territory),
      routed.flags,
      configFlags[config.source],
    ]),
  };
}

type Placed = { readonly question: Question; readonly recognition: Recognition; readonly place: Place | null };

/** Null where the territory is not known: an area is a part of one. */
function areaOf(areas: CompiledAreas, { question, recognition, place }: Placed): AreaFinding | null {
  const { call, profile, nowMs } = question;
  const { callingParty, locationKey } = call;
  const { territory } = recognition;
  if (territory === null) return null;
  return findAreaOf(areas, { place, callingParty, locationKey, territory, ingress: profile.name, nowMs });
}

const profileOf = (call: CallSetup, snapshot: Snapshot): IngressProfile =>
  (call.ingress === null ? undefined : snapshot.ingresses.get(call.ingress)) ?? snapshot.defaultIngress;

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

const none: readonly Flag[] = [];

function callFlags(call: CallSetup, snapshot: Snapshot): readonly Flag[] {
  const unknownIngress = call.ingress !== null && !snapshot.ingresses.has(call.ingress);
  const unknownTenant = call.tenant !== null && call.tenant !== "*" && !snapshot.tenantTerritories.has(call.tenant);
  const unknownTerritory = call.territory !== null && snapshot.plan.callingCodeOf(call.territory) === null;
  if (!unknownIngress && !unknownTenant && !unknownTerritory) return none;
  const flags: Flag[] = [];
  if (unknownIngress) flags.push("unknown-ingress");
  if (unknownTenant) flags.push("unknown-tenant");
  if (unknownTerritory) flags.push("invalid:territory");
  const { ingresses, tenantTerritories, folded } = snapshot;
  if (unknownIngress && isMisspelt(call.ingress, ingresses, folded.ingresses)) flags.push("misspelt:ingress");
  if (unknownTenant && isMisspelt(call.tenant, tenantTerritories, folded.tenants)) flags.push("misspelt:tenant");
  return flags;
}

function recognitionFlags({ candidates, territory }: Recognition, profile: IngressProfile): readonly Flag[] {
  if (candidates.length === 0 && territory === null) return none;
  const flags: Flag[] = [];
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  if (deciding.length > 0 && deciding.every(({ rule }) => !rule.provisioned))
    flags.push(deciding.every(({ rule }) => rule.universal) ? "universal-number" : "unprovisioned");
  if (deciding.length > 0 && deciding.every(({ rule }) => rule.superseded)) flags.push("superseded");
  if (territory !== null && profile.platformRoutedTerritories.has(territory)) flags.push("platform-routed-territory");
  return flags;
}

const configFlags = { live: none, stale: ["stale-config"], baseline: ["baseline-config"] } as const;

/** All flags, each once. There are a few at most, and none on most calls. */
function collectFlags(lists: readonly (readonly Flag[])[]): readonly Flag[] {
  const all: Flag[] = [];
  for (const flags of lists) for (const flag of flags) if (!all.includes(flag)) all.push(flag);
  return all;
}
