import type { NumberRule } from "../../recognition/number-plan.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { DangerCode } from "../danger-codes.ts";
import { conversionDifferences } from "./conversion-differences.ts";
import { type Comparison, type Endangered, eachOf, numberMarks } from "./danger-rule.ts";
import { type Difference, routeSetDifferences } from "./route-set-differences.ts";
import { type NumberRouting, routingOf } from "./routing-of.ts";
import { type TouchedNumber, touchedNumbers } from "./touched-numbers.ts";

/**
 * Emergency numbers that are removed, become something else, lose their route, or get another route, conversion or services, by
 * their own entries or their territory's: now, and whenever a window opens or closes. Each danger of a number is reported once.
 */
export const numberDangers = eachOf(touchedNumbers, (comparison) => (touched) => {
  const marks = numberMarks(touched.territory, touched.shortCode);
  const found = new Map<DangerCode, Endangered>();
  for (const atMs of touched.instantsMs)
    for (const { danger, what } of differencesAt(touched, atMs, comparison)) {
      const item = `${describe(touched, atMs, comparison)}${what === "" ? "" : `: ${what}`}`;
      if (!found.has(danger)) found.set(danger, { danger, item, marks });
    }
  return [...found.values()];
});

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
  // A new tenant has lost nothing; and a number left to the catalogue is reported above.
  const isNew = touched.tenant !== "*" && !before.snapshot.tenantTerritories.has(touched.tenant);
  if (isNew || was === null || is === null || !isStillEmergency(was, is)) return differences;
  const [earlier, later] = [
    { rule: was, snapshot: before.snapshot },
    { rule: is, snapshot: after.snapshot },
  ];
  return [...differences, ...treatmentDifferences(earlier, later, touched)];
}

const isStillEmergency = (was: NumberRule, is: NumberRule): boolean =>
  was.class === is.class && isAnyEmergency(was) && (is.provisioned || !was.provisioned);

/** How an emergency is treated differently. One without an entry and a route of its own can only gain. */
function treatmentDifferences(was: Known, is: Known, number: TouchedNumber): readonly Difference[] {
  const before = routingOf(was.snapshot, number.territory, was.rule);
  const now = routingOf(is.snapshot, number.territory, is.rule);
  if (!was.rule.provisioned && before.routeSet === null) return [];
  const isConverted = is.rule.class === "emergency" || was.rule.conversion !== null || is.rule.conversion !== null;
  // `conversionDangers` has the numbers with the default conversion.
  const isDefault = before.isDefaultConversion && now.isDefaultConversion;
  const hasOtherConversion = isConverted && !isDefault && before.conversion !== now.conversion;
  return [
    ...(isEmergency(is.rule) ? routeDifferences(before, now) : []),
    ...(hasOtherConversion
      ? conversionDifferences(
          { name: before.conversion, snapshot: was.snapshot },
          { name: now.conversion, snapshot: is.snapshot },
          { ...number, class: is.rule.class, services: is.rule.services },
        )
      : []),
    ...serviceDifferences(was.rule, is.rule),
  ];
}

function routeDifferences(before: NumberRouting, now: NumberRouting): readonly Difference[] {
  const earlierRoutes = before.routeSet ?? before.contingency;
  const isSame = before.routeSetName === now.routeSetName;
  return isSame || now.routeSet === null || earlierRoutes === null
    ? []
    : routeSetDifferences(earlierRoutes, now.routeSet);
}

function serviceDifferences(was: NumberRule, is: NumberRule): readonly Difference[] {
  const [before, now] = [was, is].map(({ services }) => services.join(", ") || "any");
  if (!was.provisioned || before === now) return [];
  return [{ danger: "changes-services", what: `${now} instead of ${before}` }];
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
