import type { CallSetup } from "../recognition/call-setup.ts";
import type { Flag } from "../recognition/flags.ts";
import type { IngressProfile } from "../recognition/ingress-profile.ts";
import type { Recognition } from "../recognition/recognition.ts";
import { isMisspelt } from "./misspelt.ts";
import type { Snapshot } from "./snapshot.ts";

const none: readonly Flag[] = [];

/** What is odd about the names that a call has. */
export function callFlags(call: CallSetup, snapshot: Snapshot): readonly Flag[] {
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

/** Doubts about the lists that have the number. */
export function recognitionFlags({ candidates, territory }: Recognition, profile: IngressProfile): readonly Flag[] {
  if (candidates.length === 0 && territory === null) return none;
  const flags: Flag[] = [];
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  if (deciding.length > 0 && deciding.every(({ rule }) => !rule.provisioned))
    flags.push(deciding.every(({ rule }) => rule.universal) ? "universal-number" : "unprovisioned");
  if (deciding.length > 0 && deciding.every(({ rule }) => rule.superseded)) flags.push("superseded");
  if (territory !== null && profile.platformRoutedTerritories.has(territory)) flags.push("platform-routed-territory");
  return flags;
}

/** Doubts about the configuration. */
export const configFlags = { live: none, stale: ["stale-config"], baseline: ["baseline-config"] } as const;

/** All flags, each once. There are a few at most, and none on most calls. */
export function collectFlags(lists: readonly (readonly Flag[])[]): readonly Flag[] {
  const all: Flag[] = [];
  for (const flags of lists) for (const flag of flags) if (!all.includes(flag)) all.push(flag);
  return all;
}
