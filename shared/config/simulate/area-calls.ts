import { catalogue } from "../../catalogue/catalogue.ts";
import { undated } from "../../location/undated.ts";
import type { AreaExample } from "../area.ts";
import type { ConfigDocument } from "../document.ts";
import { profileOfIngress } from "./dialling-profiles.ts";
import { inEither, madeCall, type SimulatedCall, type TwoConfigurations } from "./simulated-call.ts";
import { writeSpellings } from "./write-spellings.ts";

/**
 * The callers that areas of either configuration have as examples, each dialling an emergency number of the area's territory in the
 * spellings of the example's ingress. A location is one of now.
 */
export function* areaCalls(configurations: TwoConfigurations): Generator<SimulatedCall> {
  const dialled = new Map<string, readonly string[]>();
  const done = new Set<string>();
  for (const { document } of [configurations.before, configurations.after])
    for (const { territory, examples } of document.areas)
      for (const example of examples) {
        const key = JSON.stringify([territory, example]);
        if (done.has(key)) continue;
        done.add(key);
        const { ingress = "default" } = example;
        const place = JSON.stringify([territory, ingress]);
        const numbers = dialled.get(place) ?? dialStrings(territory, ingress, configurations);
        dialled.set(place, numbers);
        for (const calledParty of numbers) yield callOf(calledParty, territory, example);
      }
}

/** An emergency number of a territory, of each configuration, as it is dialled; else one of the catalogue. */
function dialStrings(territory: string, ingress: string, configurations: TwoConfigurations): readonly string[] {
  const { before, after } = configurations;
  const profile = profileOfIngress(ingress, before.document, after.document);
  const callingCodes = inEither(configurations, ({ plan }) => [plan.callingCodeOf(territory) ?? []].flat());
  const own = [before, after].flatMap(({ document }) => configuredNumber(territory, document) ?? []);
  const shortCodes = own.length > 0 ? own : [knownNumber(territory) ?? []].flat();
  return [...new Set(shortCodes.flatMap((shortCode) => [...writeSpellings(shortCode, callingCodes, profile)]))];
}

const configuredNumber = (territory: string, { numbers }: ConfigDocument): string | undefined =>
  numbers.find((one) => one.territory === territory && one.tenant === "*" && one.class === "emergency")?.shortCode;

const knownNumber = (territory: string): string | undefined =>
  catalogue.find((one) => one.territory === territory && one.class === "emergency" && one.tier === "primary")
    ?.shortCode;

function callOf(calledParty: string, territory: string, example: AreaExample): SimulatedCall {
  const { ingress = null, callingParty = null, locationKey = null, location } = example;
  const { call, flags } = madeCall({ calledParty, ingress, tenant: null, territory });
  const told = { callingParty, locationKey, location: location === undefined ? null : undated(location) };
  return { source: "configured", read: { call: { ...call, ...told }, flags }, atMs: null };
}
