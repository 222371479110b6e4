import { catalogue } from "../../../catalogue/catalogue.ts";
import type { Comparison, Endangered } from "./comparison.ts";

/** What lies below everything that is configured: the catalogue's numbers, the contingency route, evidence that is held. */
export function* netDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const { before, after, diff } = comparison;
  const { unprovisioned } = after.document.defaults;
  if (before.document.defaults.unprovisioned === "emergency" && unprovisioned === "ordinary")
    yield* droppedNumbers(comparison);
  if (before.snapshot.contingency !== null && after.snapshot.contingency === null)
    yield { danger: "drops-contingency-route", item: before.snapshot.contingency.name };
  for (const { kind, change, key, fields } of diff) {
    const isReleased = change === "removed" || fields.some((field) => field !== "reason");
    if (kind === "legal-hold" && isReleased) yield { danger: "releases-legal-hold", item: key };
    else yield;
  }
}

/** The emergency numbers that are none any more; the setting itself where the configuration has them all today. */
function* droppedNumbers({ before, after, nowMs }: Comparison): Generator<Endangered | undefined, void> {
  let dropped = 0;
  for (const { territory, shortCode, class: callClass } of catalogue) {
    const wasKnown = before.snapshot.plan.find(null, territory, shortCode, nowMs)?.provisioned === false;
    const isLost = wasKnown && after.snapshot.plan.find(null, territory, shortCode, nowMs) === null;
    if (callClass === "emergency" && isLost) {
      dropped += 1;
      yield { danger: "drops-catalogue-net", item: `${shortCode} in ${territory}` };
    } else yield;
  }
  if (dropped === 0) yield { danger: "drops-catalogue-net", item: "defaults.unprovisioned" };
}
