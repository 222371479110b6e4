import { services } from "../../catalogue/catalogue-entry.ts";
import { type ServingNumber, servingNumber } from "../../recognition/serving-number.ts";
import type { Item } from "../item-kinds.ts";
import { type Comparison, changesOf, type Endangered, numberMarks } from "./comparison.ts";

/** Whose services, where and when. `tenant`: null for everybody who has no entries of their own. */
type Place = { readonly tenant: string | null; readonly territory: string; readonly atMs: number };

/**
 * Services asked for by their names (`urn:service:sos.police`) that a number would serve that was no emergency number before,
 * in place of the configured one that serves them: now, and when the entry of a number begins or ends.
 */
export function* serviceDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const told = new Set<string>();
  for (const [place, item] of changedPlaces(comparison)) {
    if (told.has(place)) continue;
    told.add(place);
    for (const endangered of takenOver(item, comparison)) {
      if (endangered === undefined || !told.has(endangered.item)) yield endangered;
      if (endangered !== undefined) told.add(endangered.item);
    }
  }
}

/** Where an emergency number is added or changed, and when that makes a difference, by a name for each. */
function* changedPlaces(comparison: Comparison): Generator<readonly [string, Place], void> {
  for (const { after } of changesOf(comparison, "number")) {
    if (after?.class !== "emergency") continue;
    const tenant = after.tenant === "*" ? null : String(after.tenant);
    const territory = String(after.territory);
    for (const atMs of instantsOf(after, comparison.nowMs))
      yield [`${tenant}|${territory}|${atMs}`, { tenant, territory, atMs }];
  }
}

function instantsOf({ validFrom, validUntil }: Item, nowMs: number): readonly number[] {
  const bounds = [validFrom, validUntil].flatMap((bound) => (typeof bound === "string" ? Date.parse(bound) : []));
  return [nowMs, ...bounds.filter((atMs) => atMs > nowMs)];
}

function* takenOver(
  { tenant, territory, atMs }: Place,
  { before, after, nowMs }: Comparison,
): Generator<Endangered | undefined, void> {
  const [earlier, later] = [before.snapshot.plan, after.snapshot.plan];
  for (const service of [null, ...services]) {
    yield;
    const was = servingNumber({ plan: earlier, call: { tenant }, nowMs: atMs }, service, territory);
    const is = servingNumber({ plan: later, call: { tenant }, nowMs: atMs }, service, territory);
    if (was === null || is === null || was.shortCode === is.shortCode || !isConfigured(was)) continue;
    const rule = earlier.find(tenant, territory, is.shortCode, atMs);
    if (rule?.class === "emergency" && rule.provisioned) continue;
    const where = `${territory}${tenant === null ? "" : ` for ${tenant}`}`;
    const when = atMs === nowMs ? "" : ` from ${new Date(atMs).toISOString()}`;
    yield {
      danger: "changes-services",
      item: `${service ?? "help"} in ${where}${when}: ${is.shortCode} instead of ${was.shortCode}`,
      marks: numberMarks(territory, is.shortCode),
    };
  }
}

const isConfigured = ({ candidate }: ServingNumber): boolean => candidate.rule.provisioned;
