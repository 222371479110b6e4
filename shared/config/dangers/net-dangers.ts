import { catalogue } from "../../catalogue/catalogue.ts";
import type { RouteSet } from "../../routing/route-set.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import {
  type Comparison,
  changesOf,
  type DangerRule,
  type Endangered,
  eachOf,
  type Mark,
  numberMarks,
} from "./danger-rule.ts";
import { routeMarks } from "./route-set-dangers.ts";
import { routeSetDifferences } from "./route-set-differences.ts";
import { routingOf } from "./routing-of.ts";

/** Numbers that only the catalogue has, and that are no emergencies any more; the setting itself where there are none today. */
export const droppedNumbers: DangerRule = async ({ before, after, nowMs }) => {
  const [was, is] = [before.document.defaults.unprovisioned, after.document.defaults.unprovisioned];
  if (was !== "emergency" || is !== "ordinary") return [];
  const lost = catalogue.filter(
    ({ territory, shortCode, class: callClass }) =>
      callClass === "emergency" &&
      before.snapshot.plan.find(null, territory, shortCode, nowMs)?.provisioned === false &&
      after.snapshot.plan.find(null, territory, shortCode, nowMs) === null,
  );
  if (lost.length === 0) return [{ danger: "drops-catalogue-net", item: "defaults.unprovisioned", marks: [] }];
  return lost.map(({ territory, shortCode }) => ({
    danger: "drops-catalogue-net",
    item: `${shortCode} in ${territory}`,
    marks: numberMarks(territory, shortCode),
  }));
};

/** The contingency route for all territories. */
export const contingencyDangers: DangerRule = async (comparison) =>
  contingencyDifferences(comparison.before.snapshot.contingency, comparison.after.snapshot.contingency, comparison);

/** The contingency routes of territories that have or had their own. */
export const ownContingencyDangers = eachOf(
  (comparison) => changesOf(comparison, "territory").filter(({ change }) => change === "changed"),
  (comparison) => {
    const [before, after] = [comparison.before.snapshot, comparison.after.snapshot];
    return ({ key }) => {
      if (ownContingency(before, key) === ownContingency(after, key)) return [];
      const [was, is] = [contingencyOf(before, key), contingencyOf(after, key)];
      return contingencyDifferences(was, is, comparison, `${key}: `);
    };
  },
);

/** Legal holds that are released, or hold something else. */
export const legalHoldDangers = eachOf(
  (comparison) => changesOf(comparison, "legal-hold"),
  () =>
    ({ change, key, fields }) => {
      const isReleased = change === "removed" || fields.some((field) => field !== "reason");
      return isReleased ? [{ danger: "releases-legal-hold", item: key, marks: [] }] : [];
    },
);

function contingencyDifferences(
  was: RouteSet | null,
  is: RouteSet | null,
  comparison: Comparison,
  where = "",
): readonly Endangered[] {
  const marks: readonly Mark[] = ["contingency", ...routeMarks(was, is)];
  if (was === null && is !== null && comparison.after.snapshot.appendContingency)
    return [
      { danger: "changes-contingency-route", item: `${where}${is.name} behind the routes of every emergency`, marks },
    ];
  if (was === null) return [];
  if (is === null) return [{ danger: "drops-contingency-route", item: `${where}${was.name}`, marks }];
  // `routeSetDangers` has the changes within one set.
  const isEdited = changesOf(comparison, "route-set").some(({ key }) => key === is.name);
  if (was.name === is.name && isEdited) return [];
  return routeSetDifferences(was, is).map(({ what }) => ({
    danger: "changes-contingency-route",
    item: `${where}${what}`,
    marks,
  }));
}

const ownContingency = ({ territories }: Snapshot, code: string): string | null =>
  territories.get(code)?.contingencyRouteSet ?? null;

const contingencyOf = (snapshot: Snapshot, code: string): RouteSet | null =>
  routingOf(snapshot, code, { routeSet: null, conversion: null }).contingency;
