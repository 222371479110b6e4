import type { Snapshot } from "../../routing/snapshot.ts";
import { universalNumbersOf } from "../universal-numbers.ts";
import { type Comparison, eachOf, numberMarks } from "./danger-rule.ts";

type Place = { readonly territory: string; readonly shortCode: string };

/** Universal numbers that are no emergencies any more in a territory whose list does not have them. */
export const universalDangers = eachOf(universalPlaces, ({ before, after, nowMs }) => ({ territory, shortCode }) => {
  const ruleIn = ({ plan }: Snapshot) => plan.find(null, territory, shortCode, nowMs);
  // Where a list has it now, `numberDangers` compares the two.
  if (ruleIn(before.snapshot)?.universal !== true || ruleIn(after.snapshot) !== null) return [];
  return [
    {
      danger: "drops-universal-number",
      item: `${shortCode} in ${territory}`,
      marks: numberMarks(territory, shortCode),
    },
  ];
});

/** The universal numbers of all territories, where the change touches them. */
function universalPlaces({ before, after, diff }: Comparison): readonly Place[] {
  if (!diff.some(({ kind }) => kind === "defaults" || kind === "territory")) return [];
  return universalNumbersOf(before.document, after.document);
}
