import type { NumberRule } from "../../../recognition/number-plan.ts";
import type { Snapshot } from "../../../routing/snapshot.ts";
import type { Comparison, Endangered } from "./comparison.ts";
import type { DangerCode } from "./danger-codes.ts";
import { type TouchedNumber, touchedNumbers } from "./touched-numbers.ts";

/** Emergency numbers that are removed, become something else or lose their route: now, and whenever a window opens or closes. */
export function* numberDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  for (const touched of yield* touchedNumbers(comparison)) {
    const found = new Set<DangerCode>();
    for (const atMs of touched.instantsMs) {
      for (const danger of dangersAt(touched, atMs, comparison)) {
        if (!found.has(danger)) yield { danger, item: describe(touched, atMs, comparison) };
        found.add(danger);
      }
      yield;
    }
  }
}

function dangersAt(touched: TouchedNumber, atMs: number, { before, after }: Comparison): readonly DangerCode[] {
  const { territory } = touched;
  const [was, is] = [ruleIn(before.snapshot, touched, atMs), ruleIn(after.snapshot, touched, atMs)];
  const dangers: DangerCode[] = [];
  if (isEmergency(was) && is?.provisioned === true && !isEmergency(is)) dangers.push("reclassifies-emergency-number");
  if (isEmergency(was) && was.provisioned && is?.provisioned !== true) dangers.push("removes-emergency-number");
  const hadNoRoute = isEmergency(was) && !hasRoute(before.snapshot, territory, was);
  if (isEmergency(is) && !hasRoute(after.snapshot, territory, is) && !hadNoRoute)
    dangers.push("leaves-number-without-route");
  return dangers;
}

const ruleIn = ({ plan }: Snapshot, { tenant, territory, shortCode }: TouchedNumber, atMs: number): NumberRule | null =>
  plan.find(tenant === "*" ? null : tenant, territory, shortCode, atMs);

const isEmergency = (rule: NumberRule | null): rule is NumberRule => rule?.class === "emergency";

const hasRoute = (snapshot: Snapshot, territory: string, rule: NumberRule): boolean =>
  snapshot.routeSets.has(rule.routeSet ?? snapshot.territories.get(territory)?.routeSet ?? "");

function describe({ tenant, territory, shortCode }: TouchedNumber, atMs: number, { nowMs }: Comparison): string {
  const whose = tenant === "*" ? "" : ` for ${tenant}`;
  const from = atMs === nowMs ? "" : ` from ${new Date(atMs).toISOString()}`;
  return `${shortCode} in ${territory}${whose}${from}`;
}
