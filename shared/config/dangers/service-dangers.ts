import { services } from "../../catalogue/catalogue-entry.ts";
import { pace } from "../../pace.ts";
import { servingNumber } from "../../recognition/serving-number.ts";
import type { Item } from "../item-kinds.ts";
import { type Comparison, changesOf, type Endangered, eachOf, numberMarks } from "./danger-rule.ts";

/** Whose services, where and when. `tenant`: null for every tenant without entries of its own. */
type Place = { readonly tenant: string | null; readonly territory: string; readonly atMs: number };

/**
 * Services asked for by name (`urn:service:sos.police`) that a configured number serves, and that a number would take over
 * which was no configured emergency number before: now, and when the entry of a number begins or ends.
 */
export const serviceDangers = eachOf(
  changedPlaces,
  (comparison) => (place) => [null, ...services].flatMap((service) => takenOver(service, place, comparison)),
);

/** Where and when an added or changed emergency number can make a difference, each place once. */
async function changedPlaces(comparison: Comparison): Promise<Iterable<Place>> {
  const places = new Map<string, Place>();
  for (const { after } of changesOf(comparison, "number")) {
    if (after?.class !== "emergency") continue;
    const tenant = after.tenant === "*" ? null : String(after.tenant);
    const territory = String(after.territory);
    for (const atMs of instantsOf(after, comparison.nowMs))
      places.set(`${tenant}|${territory}|${atMs}`, { tenant, territory, atMs });
    if (pace.isDue()) await pace.rest();
  }
  return places.values();
}

function instantsOf({ validFrom, validUntil }: Item, nowMs: number): readonly number[] {
  const bounds = [validFrom, validUntil].flatMap((bound) => (typeof bound === "string" ? Date.parse(bound) : []));
  return [nowMs, ...bounds.filter((atMs) => atMs > nowMs)];
}

function takenOver(
  service: (typeof services)[number] | null,
  { tenant, territory, atMs }: Place,
  { before, after, nowMs }: Comparison,
): readonly Endangered[] {
  const [earlier, later] = [before.snapshot.plan, after.snapshot.plan];
  const was = servingNumber({ plan: earlier, call: { tenant }, nowMs: atMs }, service, territory);
  const is = servingNumber({ plan: later, call: { tenant }, nowMs: atMs }, service, territory);
  const isTakenOver = was !== null && is !== null && was.shortCode !== is.shortCode;
  if (!isTakenOver || !was.candidate.rule.provisioned) return [];
  const rule = earlier.find(tenant, territory, is.shortCode, atMs);
  if (rule?.class === "emergency" && rule.provisioned) return [];
  const where = `${territory}${tenant === null ? "" : ` for ${tenant}`}`;
  const when = atMs === nowMs ? "" : ` from ${new Date(atMs).toISOString()}`;
  return [
    {
      danger: "changes-services",
      item: `${service ?? "help"} in ${where}${when}: ${is.shortCode} instead of ${was.shortCode}`,
      marks: numberMarks(territory, is.shortCode),
    },
  ];
}
