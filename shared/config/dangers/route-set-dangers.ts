import type { RouteSet } from "../../routing/route-set.ts";
import type { ConfigDocument } from "../document.ts";
import { type Comparison, changesOf, type Endangered, type Mark } from "./comparison.ts";
import { routeSetDifferences } from "./route-set-differences.ts";

/** Route sets that emergency calls go to, and whose routes are others now. */
export function* routeSetDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const changed = changesOf(comparison, "route-set").filter(({ change }) => change === "changed");
  if (changed.length === 0) return;
  const [were, are] = [yield* usesOf(comparison.before.document), yield* usesOf(comparison.after.document)];
  for (const { key } of changed) {
    yield;
    const was = comparison.before.snapshot.routeSets.get(key);
    const is = comparison.after.snapshot.routeSets.get(key);
    if (was === undefined || is === undefined) continue;
    const marks = routeMarks(was, is);
    for (const { danger, what } of routeSetDifferences(was, is)) {
      const item = `${key}: ${what}`;
      if (were.own.has(key) && are.own.has(key)) yield { danger, item, marks };
      if (were.contingency.has(key) && are.contingency.has(key))
        yield { danger: "changes-contingency-route", item, marks };
    }
  }
}

/** The decisions that use the routes of these sets. */
export const routeMarks = (...sets: readonly (RouteSet | null)[]): readonly Mark[] =>
  sets.flatMap((set) => set?.routes.map(({ name }): Mark => `route ${name}`) ?? []);

type Uses = { readonly own: ReadonlySet<string>; readonly contingency: ReadonlySet<string> };

/** The route sets that emergency numbers and territories name, and those that are left when nothing else is. */
function* usesOf({ numbers, territories, defaults }: ConfigDocument): Generator<undefined, Uses, undefined> {
  const own = new Set(territories.flatMap(({ routeSet }) => routeSet ?? []));
  const contingency = new Set(
    [defaults, ...territories].flatMap(({ contingencyRouteSet }) => contingencyRouteSet ?? []),
  );
  for (const { class: callClass, routeSet } of numbers) {
    if (callClass === "emergency" && routeSet !== null) own.add(routeSet);
    yield;
  }
  return { own, contingency };
}
