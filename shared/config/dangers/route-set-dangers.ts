import type { RouteSet } from "../../routing/route-set.ts";
import { changesOf, type Endangered, eachOf, type Mark } from "./danger-rule.ts";
import { routeSetDifferences } from "./route-set-differences.ts";

/** Changed route sets that emergency calls use. */
export const routeSetDangers = eachOf(
  (comparison) => changesOf(comparison, "route-set").filter(({ change }) => change === "changed"),
  ({ before, after, uses }) =>
    ({ key }) => {
      const was = before.snapshot.routeSets.get(key);
      const is = after.snapshot.routeSets.get(key);
      if (was === undefined || is === undefined) return [];
      const marks = routeMarks(was, is);
      const isUsed = uses.before.routeSets.has(key) && uses.after.routeSets.has(key);
      const isContingency = uses.before.contingencyRouteSets.has(key) && uses.after.contingencyRouteSets.has(key);
      return routeSetDifferences(was, is).flatMap(({ danger, what }): readonly Endangered[] => {
        const item = `${key}: ${what}`;
        return [
          ...(isUsed ? [{ danger, item, marks }] : []),
          ...(isContingency ? [{ danger: "changes-contingency-route" as const, item, marks }] : []),
        ];
      });
    },
);

/** The decisions that use the routes of these sets. */
export const routeMarks = (...sets: readonly (RouteSet | null)[]): readonly Mark[] =>
  sets.flatMap((set) => set?.routes.map(({ name }): Mark => `route ${name}`) ?? []);
