import { services } from "../../catalogue/catalogue-entry.ts";
import { generalServiceUrn } from "../../recognition/service-urn.ts";
import type { DiallingProfile } from "./dialling-profiles.ts";
import { madeCall, type SimulatedCall } from "./simulated-call.ts";

const urns = [
  generalServiceUrn,
  ...services.map((service) => `${generalServiceUrn}.${service}`),
  "urn:service:test.sos",
];

/** Every service asked for by its name, from each of the territories and from nobody knows where. */
export function* serviceCalls(
  profiles: readonly DiallingProfile[],
  territories: ReadonlySet<string>,
): Generator<SimulatedCall, void, undefined> {
  for (const { ingress, spellings } of profiles) {
    if (!spellings.has("service-urn")) continue;
    for (const territory of [null, ...territories])
      for (const calledParty of urns)
        yield { source: "catalogue", read: madeCall({ calledParty, ingress, tenant: null, territory }), atMs: null };
  }
}
