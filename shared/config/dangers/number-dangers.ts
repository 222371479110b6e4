import type { NumberRule } from "../../recognition/number-plan.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type Comparison, type Endangered, numberMarks } from "./comparison.ts";
import { conversionDifferences } from "./conversion-differences.ts";
import type { DangerCode } from "./danger-codes.ts";
import { type Difference, routeSetDifferences } from "./route-set-differences.ts";
import { routingOf } from "./routing-of.ts";
import { type TouchedNumber, touchedNumbers } from "./touched-numbers.ts";

/**
 * Emergency numbers that are removed, become something else, lose their route or get another one, another conversion or other
 * services by their own entries or their territory's: now, and whenever a window opens or closes.
 */
export function* numberDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  for (const touched of yield* touchedNumbers(comparison)) {
    const marks = numberMarks(touched.territory, touched.shortCode);
    const found = new Set<DangerCode>();
    for (const atMs of touched.instantsMs) {
      for (const { danger, what } of differencesAt(touched, atMs, comparison)) {
        const item = `${describe(touched, atMs, comparison)}${what === "" ? "" : `: ${what}`}`;
        if (!found.has(danger)) yield { danger, item, marks };
        found.add(danger);
      }
      yield;
    }
  }
}

type Known = { readonly rule: NumberRule; readonly snapshot: Snapshot };

function differencesAt(touched: TouchedNumber, atMs: number, { before, after }: Comparison): readonly Difference[] {
  const { territory } = touched;
  const [was, is] = [ruleIn(before.snapshot, touched, atMs), ruleIn(after.snapshot, touched, atMs)];
  const differences: Difference[] = [];
  if (isNoMore(was, is)) differences.push({ danger: "reclassifies-emergency-number", what: "" });
  if (isAnyEmergency(was) && was.provisioned && is?.provisioned !== true)
    differences.push({ danger: "removes-emergency-number", what: "" });
  const hadNoRoute = isEmergency(was) && !hasRoute(before.snapshot, territory, was);
  if (isEmergency(is) && !hasRoute(after.snapshot, territory, is) && !hadNoRoute)
    differences.push({ danger: "leaves-number-without-route", what: "" });
  // A customer that is new has lost nothing; and to leave a number to the catalogue is told above.
  const isNew = touched.tenant !== "*" && !before.snapshot.tenantTerritories.has(touched.tenant);
  if (
    !isNew &&
    was !== null &&
    is !== null &&
    was.class === is.class &&
    isAnyEmergency(was) &&
    (is.provisioned || !was.provisioned)
  )
    differences.push(
      ...treatmentDifferences(
        { rule: was, snapshot: before.snapshot },
        { rule: is, snapshot: after.snapshot },
        touched,
      ),
    );
  return differences;
}

/** What becomes of an emergency that still is one. What had neither an entry nor a route of its own can only win. */
function treatmentDifferences(was: Known, is: Known, { territory, shortCode }: TouchedNumber): readonly Difference[] {
  const before = routingOf(was.snapshot, territory, was.rule);
  const now = routingOf(is.snapshot, territory, is.rule);
  if (!was.rule.provisioned && before.routeSet === null) return [];
  const differences: Difference[] = [];
  const earlierRoutes = before.routeSet ?? before.contingency;
  if (
    isEmergency(is.rule) &&
    before.routeSetName !== now.routeSetName &&
    now.routeSet !== null &&
    earlierRoutes !== null
  )
    differences.push(...routeSetDifferences(earlierRoutes, now.routeSet));
  const isConverted = is.rule.class === "emergency" || was.rule.conversion !== null || is.rule.conversion !== null;
  const isDefault = before.isDefaultConversion && now.isDefaultConversion;
  if (isConverted && !isDefault && before.conversion !== now.conversion)
    differences.push(
      ...conversionDifferences(
        { name: before.conversion, snapshot: was.snapshot },
        { name: now.conversion, snapshot: is.snapshot },
        { territory, shortCode, class: is.rule.class, services: is.rule.services },
      ),
    );
  if (was.rule.provisioned && was.rule.services.join() !== is.rule.services.join())
    differences.push({
      danger: "changes-services",
      what: `${is.rule.services.join(", ") || "any"} instead of ${was.rule.services.join(", ") || "any"}`,
    });
  return differences;
}

const ruleIn = ({ plan }: Snapshot, { tenant, territory, shortCode }: TouchedNumber, atMs: number): NumberRule | null =>
  plan.find(tenant === "*" ? null : tenant, territory, shortCode, atMs);

const isEmergency = (rule: NumberRule | null): rule is NumberRule => rule?.class === "emergency";

/** Also one that this network routes as an ordinary call. */
const isAnyEmergency = (rule: NumberRule | null): rule is NumberRule =>
  rule?.class === "emergency" || rule?.class === "emergency-normal-routing";

const isNoMore = (was: NumberRule | null, is: NumberRule | null): boolean =>
  isAnyEmergency(was) && is?.provisioned === true && is.class !== was.class;

const hasRoute = (snapshot: Snapshot, territory: string, rule: NumberRule): boolean =>
  routingOf(snapshot, territory, rule).routeSet !== null;

function describe({ tenant, territory, shortCode }: TouchedNumber, atMs: number, { nowMs }: Comparison): string {
  const whose = tenant === "*" ? "" : ` for ${tenant}`;
  const from = atMs === nowMs ? "" : ` from ${new Date(atMs).toISOString()}`;
  return `${shortCode} in ${territory}${whose}${from}`;
}
