import { isDeepStrictEqual } from "node:util";
import { catalogue } from "../../catalogue/catalogue.ts";
import { services } from "../../catalogue/catalogue-entry.ts";
import { pace } from "../../pace.ts";
import { generalServiceUrn } from "../../recognition/service-urn.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import { numberKey } from "../item-kinds.ts";
import { type UniversalNumber, universalNumbersOf } from "../universal-numbers.ts";
import { areaCalls } from "./area-calls.ts";
import { visitDefaultTerritoryCalls } from "./default-territory-calls.ts";
import { type DialledNumber, makeDialler } from "./dial-number.ts";
import { type DiallingProfile, diallingProfiles } from "./dialling-profiles.ts";
import { type CallSource, madeCall, type SimulatedCall, type TwoConfigurations, visitEach } from "./simulated-call.ts";

export type KnownCallsOptions = TwoConfigurations & {
  readonly nowMs: number;
  /** After so many calls of configured numbers the rest of them are dialled in one spelling only. */
  readonly everySpellingUpTo?: number;
  /** Is called for each call, one by one, so that none need be kept. */
  readonly visit: (call: SimulatedCall) => void;
};

/**
 * The calls that either configuration should know:
 * 1. the numbers that changed, now and whenever in the future a window of theirs begins or ends;
 *    and universal numbers, in the territories where they come or go;
 * 2. the catalogue's numbers, of any tier, of every configured territory;
 * 3. all other configured numbers;
 * 4. the services by name;
 * 5. short codes from callers whose territory only a default tells, where that default changed;
 * 6. the callers that areas have as examples.
 * The catalogue's numbers are always dialled in every spelling of every ingress. Configured ones are up to some 20,000
 * calls, and from there on each in the first spelling that any ingress accepts: ten thousand numbers make some 50,000 calls. Paced.
 */
export async function visitKnownCalls(options: KnownCallsOptions): Promise<void> {
  const { before, after, nowMs, visit } = options;
  const profiles = diallingProfiles(before.document, after.document);
  const territories = configuredTerritories(before.document, after.document);
  const changed = await changedNumbers(before.document, after.document);
  const dial = makeVisitingDialler(profiles, options);
  for (const item of changed)
    for (const atMs of [null, ...comingInstants(item, nowMs)]) await dial(numberOf(item), "configured", atMs);
  for (const { territory, shortCode } of changedUniversalNumbers(before.document, after.document))
    if (territories.has(territory)) await dial({ tenant: null, territory, shortCode }, "configured", null);
  for (const { territory, shortCode } of catalogue)
    if (territories.has(territory)) await dial({ tenant: null, territory, shortCode }, "catalogue", null);
  const isChanged = new Set(changed);
  for (const item of after.document.numbers) if (!isChanged.has(item)) await dial(numberOf(item), "configured", null);
  for (const profile of profiles) await visitEach(serviceCalls(profile, territories), visit);
  await visitDefaultTerritoryCalls(profiles, options, visit);
  await visitEach(areaCalls(options), visit);
}

/** Dials every number once, or twice where it was not in every spelling the first time. */
function makeVisitingDialler(
  profiles: readonly DiallingProfile[],
  { before, after, everySpellingUpTo = 20_000, visit }: KnownCallsOptions,
) {
  const callsOf = makeDialler(profiles, { before, after });
  /** What was dialled, and whether in every spelling. */
  const dialled = new Map<string, boolean>();
  let configured = 0;
  return async (number: DialledNumber, source: CallSource, atMs: number | null): Promise<void> => {
    const key = JSON.stringify([number.tenant, number.territory, number.shortCode, atMs]);
    const isWhole = source === "catalogue" || configured < everySpellingUpTo;
    const already = dialled.get(key);
    if (pace.isDue()) await pace.rest();
    if (already === true || already === isWhole) return;
    dialled.set(key, isWhole);
    const calls = callsOf(number, { source, atMs, callsAtMost: isWhole ? Number.POSITIVE_INFINITY : 1 });
    if (source === "configured") configured += calls.length;
    await visitEach(calls, visit);
  };
}

/** The numbers that differ between two documents, as each of them has it. Paced. */
export async function changedNumbers(before: ConfigDocument, after: ConfigDocument): Promise<readonly NumberItem[]> {
  const earlier = new Map<string, NumberItem>();
  for (const item of before.numbers) {
    earlier.set(numberKey(item), item);
    if (pace.isDue()) await pace.rest();
  }
  const changed: NumberItem[] = [];
  for (const item of after.numbers) {
    const key = numberKey(item);
    const was = earlier.get(key);
    if (was === item || isDeepStrictEqual(was, item)) earlier.delete(key);
    else changed.push(item);
    if (pace.isDue()) await pace.rest();
  }
  return [...changed, ...earlier.values()];
}

const changedUniversalNumbers = (before: ConfigDocument, after: ConfigDocument): readonly UniversalNumber[] => [
  ...universalNumbersOf(before, after),
  ...universalNumbersOf(after, before),
];

const numberOf = ({ tenant, territory, shortCode }: NumberItem): DialledNumber => ({
  tenant: tenant === "*" ? null : tenant,
  territory,
  shortCode,
});

function configuredTerritories(...documents: readonly ConfigDocument[]): ReadonlySet<string> {
  const territories = new Set<string>();
  for (const document of documents) {
    for (const { code } of document.territories) territories.add(code);
    for (const { territory } of document.numbers) territories.add(territory);
  }
  return territories;
}

/** A window includes its first instant and excludes its last: the meaning changes at both. */
const comingInstants = ({ validFrom, validUntil }: NumberItem, nowMs: number): readonly number[] =>
  [validFrom, validUntil].flatMap((instant) => {
    const atMs = instant === null ? nowMs : Date.parse(instant);
    return atMs > nowMs ? [atMs] : [];
  });

const serviceUrns = [
  generalServiceUrn,
  ...services.map((service) => `${generalServiceUrn}.${service}`),
  "urn:service:test.sos",
];

/** Every service by name through one ingress, from each of the territories and from an unknown one. */
function serviceCalls(
  { ingress, spellings }: DiallingProfile,
  territories: ReadonlySet<string>,
): readonly SimulatedCall[] {
  if (!spellings.has("service-urn")) return [];
  return [null, ...territories].flatMap((territory) =>
    serviceUrns.map((calledParty) => ({
      source: "catalogue" as const,
      read: madeCall({ calledParty, ingress, tenant: null, territory }),
      atMs: null,
    })),
  );
}
