import { certainSpellings, spellings } from "../../recognition/spellings.ts";
import { type ConfigDocument, ingressSchema } from "../document.ts";
import type { Dialling } from "./write-spellings.ts";

type Ingress = ConfigDocument["ingresses"][number];

/** What can be dialled through an ingress by either of two configurations. `ingress` is null for calls that name none. */
export type DiallingProfile = Dialling & {
  readonly ingress: string | null;
  /** The default territories of an ingress whose default changes; empty where it does not. */
  readonly changedDefaults: readonly string[];
};

/** The profile of calls that name no ingress, where there is no profile `default`. */
const everySpelling = ingressSchema.parse({ name: "default", spellings: [...certainSpellings] });

/**
 * How numbers are dialled by either configuration: first without an ingress, then through each ingress. Of ingresses that
 * are equal but for their names, as trunks often are, only the first is used.
 */
export function diallingProfiles(before: ConfigDocument, after: ConfigDocument): readonly DiallingProfile[] {
  const named = (document: ConfigDocument, name: string): Ingress | undefined =>
    document.ingresses.find((ingress) => ingress.name === name);
  const names = new Set([...before.ingresses, ...after.ingresses].map(({ name }) => name));
  names.delete("default");
  const [unnamed, ...others] = ["default", ...names].map((name) => [named(before, name), named(after, name)] as const);
  const profiles = new Map<string, DiallingProfile>();
  for (const pair of others) {
    const alike = JSON.stringify(pair.map((ingress) => ({ ...ingress, name: ingress === undefined ? null : "" })));
    const name = (pair[1] ?? pair[0])?.name ?? null;
    if (!profiles.has(alike)) profiles.set(alike, profileOf(name, pair[0], pair[1]));
  }
  return [profileOf(null, unnamed?.[0] ?? everySpelling, unnamed?.[1] ?? everySpelling), ...profiles.values()];
}

/** How numbers are dialled by either configuration through one ingress; null without one, or where neither has it. */
export function profileOfIngress(name: string, before: ConfigDocument, after: ConfigDocument): DiallingProfile {
  const [was, is] = [before, after].map(({ ingresses }) => ingresses.find((ingress) => ingress.name === name));
  const isKnown = was !== undefined || is !== undefined;
  return isKnown ? profileOf(name, was, is) : profileOf(null, everySpelling, everySpelling);
}

function profileOf(ingress: string | null, before: Ingress | undefined, after: Ingress | undefined): DiallingProfile {
  const both = [before, after].flatMap((item) => item ?? []);
  const defaults = [before?.defaultTerritory ?? null, after?.defaultTerritory ?? null];
  const isStrictnessChanged = new Set(both.map(({ strictSpellings }) => strictSpellings)).size > 1;
  const masks = new Map<string, string[]>();
  for (const { dialled, shortCode } of both.flatMap((item) => item.masks))
    masks.set(shortCode, [...(masks.get(shortCode) ?? []), dialled]);
  return {
    ingress,
    // Spellings that are not listed are decided otherwise only where one of the two configurations is strict about them.
    spellings: new Set(isStrictnessChanged ? spellings : both.flatMap((item) => item.spellings)),
    internationalPrefixes: new Set(both.flatMap((item) => item.internationalPrefixes)),
    masks,
    changedDefaults: defaults[0] === defaults[1] ? [] : defaults.flatMap((territory) => territory ?? []),
  };
}
