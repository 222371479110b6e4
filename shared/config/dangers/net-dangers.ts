import { catalogue } from "../../catalogue/catalogue.ts";
import type { RouteSet } from "../../routing/route-set.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type Comparison, changesOf, type Endangered, type Mark, numberMarks } from "./comparison.ts";
import { routeMarks } from "./route-set-dangers.ts";
import { routeSetDifferences } from "./route-set-differences.ts";
import { routingOf } from "./routing-of.ts";

/** What lies below everything that is configured: the catalogue's numbers, the contingency route, evidence that is held. */
export function* netDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const { before, after, diff } = comparison;
  const { unprovisioned } = after.document.defaults;
  if (before.document.defaults.unprovisioned === "emergency" && unprovisioned === "ordinary")
    yield* droppedNumbers(comparison);
  yield* contingencyDangers(comparison);
  for (const { kind, change, key, fields } of diff) {
    const isReleased = change === "removed" || fields.some((field) => field !== "reason");
    if (kind === "legal-hold" && isReleased) yield { danger: "releases-legal-hold", item: key, marks: [] };
    else yield;
  }
}

/** The contingency route for all, and those of territories that have or had one of their own. */
function* contingencyDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const { before, after } = comparison;
  const edited = new Set(changesOf(comparison, "route-set").map(({ key }) => key));
  const told = (was: RouteSet | null, is: RouteSet | null, where: string): readonly Endangered[] => {
    const marks: readonly Mark[] = ["contingency", ...routeMarks(was, is)];
    if (was === null) return [];
    if (is === null) return [{ danger: "drops-contingency-route", item: `${where}${was.name}`, marks }];
    // What became of the routes of one set is told with that set.
    if (was.name === is.name && edited.has(is.name)) return [];
    return routeSetDifferences(was, is).map(({ what }) => ({
      danger: "changes-contingency-route",
      item: `${where}${what}`,
      marks,
    }));
  };
  yield* told(before.snapshot.contingency, after.snapshot.contingency, "");
  for (const { key, change } of changesOf(comparison, "territory")) {
    if (change === "changed" && ownContingency(before.snapshot, key) !== ownContingency(after.snapshot, key))
      yield* told(contingencyOf(before.snapshot, key), contingencyOf(after.snapshot, key), `${key}: `);
    else yield;
  }
}

const ownContingency = ({ territories }: Snapshot, code: string): string | null =>
  territories.get(code)?.contingencyRouteSet ?? null;

const contingencyOf = (snapshot: Snapshot, code: string): RouteSet | null =>
  routingOf(snapshot, code, { routeSet: null, conversion: null }).contingency;

/** The emergency numbers that are none any more; the setting itself where the configuration has them all today. */
function* droppedNumbers({ before, after, nowMs }: Comparison): Generator<Endangered | undefined, void> {
  let dropped = 0;
  for (const { territory, shortCode, class: callClass } of catalogue) {
    const wasKnown = before.snapshot.plan.find(null, territory, shortCode, nowMs)?.provisioned === false;
    const isLost = wasKnown && after.snapshot.plan.find(null, territory, shortCode, nowMs) === null;
    if (callClass === "emergency" && isLost) {
      dropped += 1;
      yield {
        danger: "drops-catalogue-net",
        item: `${shortCode} in ${territory}`,
        marks: numberMarks(territory, shortCode),
      };
    } else yield;
  }
  if (dropped === 0) yield { danger: "drops-catalogue-net", item: "defaults.unprovisioned", marks: [] };
}
