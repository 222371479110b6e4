import type { RouteSet } from "../../routing/route-set.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { Comparison, DangerRule, Mark } from "./danger-rule.ts";
import { routeMarks } from "./route-set-dangers.ts";

/** Contingency routes that come to follow the routes of every emergency, or follow them no more. */
export const lastResortDangers: DangerRule = async (comparison) => {
  const { before, after } = comparison;
  const [was, is] = [before.snapshot.appendContingency, after.snapshot.appendContingency];
  const marks = contingencyMarks(comparison);
  if (was === is || marks.length === 0) return [];
  const item = is ? "behind the routes of every emergency" : "not behind the routes of emergencies any more";
  return [{ danger: "changes-contingency-route", item, marks }];
};

/**
 * What is explained besides by these marks: the contingency routes behind all others get the number by the default conversion,
 * whatever the number's own is.
 */
export const marksOnLastResort = (marks: ReadonlySet<Mark>, comparison: Comparison): readonly Mark[] => {
  const snapshots = [comparison.before.snapshot, comparison.after.snapshot];
  const isTouched = snapshots.some(({ defaultConversion }) => marks.has(`conversion ${defaultConversion}`));
  return isTouched ? contingencyMarks(comparison) : [];
};

/** Every decision that has a contingency route of either configuration. */
export const contingencyMarks = ({ before, after }: Comparison): readonly Mark[] =>
  routeMarks(...[before.snapshot, after.snapshot].flatMap(contingencySets));

const contingencySets = ({ contingency, routeSets, territories }: Snapshot): readonly (RouteSet | null)[] => [
  contingency,
  ...[...territories.values()].flatMap(({ contingencyRouteSet }) =>
    contingencyRouteSet === null ? [] : (routeSets.get(contingencyRouteSet) ?? []),
  ),
];
