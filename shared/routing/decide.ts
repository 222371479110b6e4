import type { CallSetup, ReadCall } from "../recognition/call-setup.ts";
import type { Flag } from "../recognition/flag-meanings.ts";
import type { IngressProfile } from "../recognition/ingress-profile.ts";
import { recognise } from "../recognition/recognise.ts";
import type { Recognition } from "../recognition/recognition.ts";
import { applyConversionOnly, applyRouting } from "./apply-routing.ts";
import type { ConfigInForce, DecidedNumber, Decision } from "./decision.ts";
import { isMisspelt } from "./misspelt.ts";
import type { Snapshot } from "./snapshot.ts";

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
  const recognition = recognise(call, profile, snapshot.tenantTerritories, snapshot.plan, nowMs);
  const action = recognition.class === "emergency" || recognition.class === "test" ? "route" : "continue";
  const apply = action === "route" ? applyRouting : applyConversionOnly;
  const routed = apply(call, recognition, snapshot);
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
const unknownTenantFlag = ["unknown-tenant"] as const;
const unknownIngressFlag = ["unknown-ingress"] as const;
const invalidTerritoryFlag = ["invalid:territory"] as const;
const unprovisionedFlag = ["unprovisioned"] as const;
const platformRoutedFlag = ["platform-routed-territory"] as const;

function callFlags(call: CallSetup, snapshot: Snapshot): readonly Flag[] {
  const unknownIngress = call.ingress !== null && !snapshot.ingresses.has(call.ingress);
  const unknownTenant = call.tenant !== null && call.tenant !== "*" && !snapshot.tenantTerritories.has(call.tenant);
  const unknownTerritory = call.territory !== null && snapshot.plan.callingCodeOf(call.territory) === null;
  if (!unknownIngress && !unknownTenant && !unknownTerritory) return none;
  return [
    ...(unknownIngress ? unknownIngressFlag : none),
    ...(unknownTenant ? unknownTenantFlag : none),
    ...(unknownTerritory ? invalidTerritoryFlag : none),
    ...misspeltFlags(unknownIngress ? call.ingress : null, unknownTenant ? call.tenant : null, snapshot),
  ];
}

/** Of names that nothing has. */
function misspeltFlags(
  ingress: string | null,
  tenant: string | null,
  { ingresses, tenantTerritories, folded }: Snapshot,
): readonly Flag[] {
  const flags: Flag[] = [];
  if (ingress !== null && isMisspelt(ingress, ingresses, folded.ingresses)) flags.push("misspelt:ingress");
  if (tenant !== null && isMisspelt(tenant, tenantTerritories, folded.tenants)) flags.push("misspelt:tenant");
  return flags;
}

function recognitionFlags({ candidates, territory }: Recognition, profile: IngressProfile): readonly Flag[] {
  if (candidates.length === 0 && territory === null) return none;
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  const unprovisioned = deciding.length > 0 && deciding.every(({ rule }) => !rule.provisioned);
  const platformRouted = territory !== null && profile.platformRoutedTerritories.has(territory);
  return [...(unprovisioned ? unprovisionedFlag : none), ...(platformRouted ? platformRoutedFlag : none)];
}

const configFlags = { live: none, stale: ["stale-config"], baseline: ["baseline-config"] } as const;

/** All of them, each once. */
const collectFlags = (lists: readonly (readonly Flag[])[]): readonly Flag[] =>
  lists.every((flags) => flags.length === 0) ? none : [...new Set(lists.flat())];
