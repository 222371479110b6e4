import { callingCodeByTerritory, territoriesByCallingCode } from "../../catalogue/calling-codes.ts";
import { catalogue } from "../../catalogue/catalogue.ts";
import type { CatalogueEntry } from "../../catalogue/catalogue-entry.ts";
import { inOneGo, type Steps } from "../../in-slices.ts";
import type { NumberPlan } from "../../recognition/number-plan.ts";
import type { ConfigDocument } from "../document.ts";
import { addTo, asSortedLists, type OneOrMore } from "../numbers/index-short-codes.ts";
import { makeNumberLists, type NumberLists } from "../numbers/number-lists.ts";
import type { CompiledNumbers } from "./compile-numbers.ts";

/** What a plan is made of besides its numbers. */
type PlanSettings = Pick<ConfigDocument, "territories" | "defaults">;

/**
 * Compiles all lists of short codes for look-ups. The order of the document's lists makes no difference: of several windows of
 * one number, the one that began last holds. The numbers cannot be used for another plan.
 */
export function* compilePlan({ lists, index: growing }: CompiledNumbers, settings: PlanSettings): Steps<NumberPlan> {
  const net = catalogueNet(settings.defaults.unprovisioned);
  for (const entry of net.entries) {
    if (growing.isFull()) yield* growing.grow();
    growing.add(entry);
  }
  const index = yield* growing.finish();
  const codes = yield* compileCallingCodes(settings);
  return {
    find: (tenant, territory, shortCode, nowMs) =>
      (tenant === null ? null : lists.find(tenant, territory, shortCode, nowMs)) ??
      lists.find(everybody, territory, shortCode, nowMs) ??
      net.lists.find(everybody, territory, shortCode, nowMs),
    territoriesWith: index.territoriesWith,
    emergencyCodesIn: index.emergencyCodesIn,
    territoriesUnder: (callingCode) => codes.territories.get(callingCode) ?? none,
    callingCodeOf: (territory) => codes.byTerritory.get(territory) ?? null,
    longestShortCode: index.longestShortCode,
  };
}

const none: readonly string[] = [];

/** The tenant whose numbers hold for all. */
const everybody = "*";

type CatalogueNet = { readonly lists: NumberLists; readonly entries: readonly CatalogueEntry[] };

const nets = new Map<string, CatalogueNet>();

/** What the catalogue adds below the configuration: primary numbers, and the known special and test numbers. Made once. */
function catalogueNet(unprovisioned: "emergency" | "ordinary"): CatalogueNet {
  const made = nets.get(unprovisioned);
  if (made !== undefined) return made;
  const entries = catalogue.filter(
    (entry) => entry.tier === "primary" && (unprovisioned === "emergency" || entry.class !== "emergency"),
  );
  const lists = makeNumberLists(false);
  for (const entry of entries) {
    if (lists.isFull()) inOneGo(lists.grow());
    lists.add({ ...entry, tenant: everybody, conversion: null, routeSet: null, validFrom: null, validUntil: null });
  }
  const net = { entries, lists };
  nets.set(unprovisioned, net);
  return net;
}

type CallingCodes = {
  readonly byTerritory: ReadonlyMap<string, string>;
  readonly territories: ReadonlyMap<string, readonly string[]>;
};

/** The catalogue's calling codes with the territories that the configuration adds to them, behind the catalogue's own. */
function* compileCallingCodes({ territories: configured }: PlanSettings): Steps<CallingCodes> {
  const byTerritory = new Map(callingCodeByTerritory);
  const added = new Map<string, OneOrMore>();
  for (const { code, callingCode } of configured) {
    byTerritory.set(code, callingCode);
    addTo(added, callingCode, code);
  }
  const territories = new Map(territoriesByCallingCode);
  for (const [callingCode, codes] of yield* asSortedLists(added))
    territories.set(callingCode, [...new Set([...(territories.get(callingCode) ?? none), ...codes])]);
  return { byTerritory, territories };
}
