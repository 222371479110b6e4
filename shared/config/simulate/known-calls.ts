import { catalogue } from "../../catalogue/catalogue.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import { defaultTerritoryCalls } from "./default-territory-calls.ts";
import { type DialledNumber, makeDialler } from "./dial-number.ts";
import { diallingProfiles } from "./dialling-profiles.ts";
import { serviceCalls } from "./service-calls.ts";
import type { CallSource, SimulatedCalls, TwoConfigurations } from "./simulated-call.ts";

export type KnownCallsOptions = TwoConfigurations & {
  /** The numbers that the configurations do not share. */
  readonly changed: readonly NumberItem[];
  readonly nowMs: number;
  /** How many calls of configured numbers are made before the rest of them are dialled in one spelling only. */
  readonly everySpellingUpTo?: number;
};

/**
 * The calls that either configuration should know, made one by one so that none need be kept:
 * 1. the numbers that changed, now and whenever in the future a window of theirs begins or ends;
 * 2. the catalogue's numbers, of any tier, of every configured territory;
 * 3. all other configured numbers;
 * 4. the services by their names;
 * 5. short codes from where only a default tells the territory, and that default changed.
 * The catalogue's numbers are always dialled in every spelling of every ingress. Configured ones are up to some 20,000
 * calls, and from there on each in the first spelling that any ingress accepts: ten thousand of them make some 50,000 calls.
 */
export function* knownCalls(options: KnownCallsOptions): SimulatedCalls {
  const { before, after, changed, nowMs, everySpellingUpTo = 20_000 } = options;
  const profiles = diallingProfiles(before.document, after.document);
  const dialNumber = makeDialler(profiles, options);
  const territories = configuredTerritories(before.document, after.document);
  /** What was dialled already, and whether in every spelling. */
  const dialled = new Map<string, boolean>();
  let made = 0;

  function* dial(number: DialledNumber, source: CallSource, atMs: number | null): SimulatedCalls {
    const key = JSON.stringify([number.tenant, number.territory, number.shortCode, atMs]);
    const isWhole = source === "catalogue" || made < everySpellingUpTo;
    const already = dialled.get(key);
    if (already === true || already === isWhole) return yield undefined;
    dialled.set(key, isWhole);
    for (const call of dialNumber(number, source, atMs)) {
      if (source === "configured") made += 1;
      yield call;
      if (!isWhole) return;
    }
  }

  for (const item of changed)
    for (const atMs of [null, ...comingInstants(item, nowMs)]) yield* dial(numberOf(item), "configured", atMs);
  for (const { territory, shortCode } of catalogue)
    if (territories.has(territory)) yield* dial({ tenant: null, territory, shortCode }, "catalogue", null);
  const isChanged = new Set(changed);
  for (const item of after.document.numbers) {
    if (isChanged.has(item)) yield undefined;
    else yield* dial(numberOf(item), "configured", null);
  }
  yield* serviceCalls(profiles, territories);
  yield* defaultTerritoryCalls(profiles, options);
}

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

/** A window holds from its first instant up to but not including its last: at both of them something changes. */
const comingInstants = ({ validFrom, validUntil }: NumberItem, nowMs: number): readonly number[] =>
  [validFrom, validUntil].flatMap((instant) => {
    const atMs = instant === null ? nowMs : Date.parse(instant);
    return atMs > nowMs ? [atMs] : [];
  });
