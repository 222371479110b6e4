import { isDeepStrictEqual } from "node:util";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** Worth knowing, not wrong: emergency numbers of a territory that is new or changed, and that only the contingency route is left for. */
export function* territoriesHaveRoutes({ document, snapshot, nowMs, itemBefore }: Subject): Findings {
  for (const [index, territory] of document.territories.entries()) {
    yield;
    const { code, routeSet, contingencyRouteSet } = territory;
    if (routeSet !== null || isDeepStrictEqual(itemBefore("territory", code), territory)) continue;
    const unrouted = snapshot.plan.emergencyCodesIn(code).filter((shortCode) => {
      const rule = snapshot.plan.find(null, code, shortCode, nowMs);
      return rule?.class === "emergency" && rule.routeSet === null;
    });
    if (unrouted.length === 0) continue;
    const hasContingency = contingencyRouteSet !== null || snapshot.contingency !== null;
    const left = hasContingency ? "only the contingency route" : "no route, for there is no contingency route either";
    const have = unrouted.length === 1 ? "has" : "have";
    yield faultAt("territories", index, ["routeSet"], `${code}: ${inWords(unrouted)} ${have} ${left}`);
  }
}

const inWords = (names: readonly string[]): string => names.join(", ").replace(/, ([^,]*)$/, " and $1");
