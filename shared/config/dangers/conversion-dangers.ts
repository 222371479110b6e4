import { catalogue } from "../../catalogue/catalogue.ts";
import type { CatalogueEntry } from "../../catalogue/catalogue-entry.ts";
import type { NumberItem } from "../document.ts";
import type { ConvertibleNumber } from "../rules/convert-number.ts";
import { conversionDifferences } from "./conversion-differences.ts";
import { type Comparison, changesOf, type DangerRule, type Endangered, eachOf, type Mark } from "./danger-rule.ts";
import { contingencyMarks } from "./last-resort-dangers.ts";
import { routingOf } from "./routing-of.ts";

/**
 * Emergency numbers that an edited conversion, or another default one, writes in another way. `numberDangers` has those that
 * name another conversion themselves, or by their territory. The first rule is for configured numbers, the second for those
 * that only the catalogue has.
 */
export const conversionDangers: readonly DangerRule[] = [
  eachOf(
    (comparison) => (changesConversions(comparison) ? comparison.before.document.numbers : []),
    (comparison) => {
      const rewritten = findRewritten(comparison);
      return (number) => (isConverted(number, comparison.nowMs) ? rewritten(number) : []);
    },
  ),
  eachOf(
    (comparison) => (changesConversions(comparison) ? catalogue : []),
    (comparison) => {
      const rewritten = findRewritten(comparison);
      return (entry) =>
        isOnlyInCatalogue(entry, comparison) ? rewritten({ ...entry, conversion: null, routeSet: null }) : [];
    },
  ),
];

const changesConversions = (comparison: Comparison): boolean =>
  comparison.before.snapshot.defaultConversion !== comparison.after.snapshot.defaultConversion ||
  editedConversions(comparison).size > 0;

const editedConversions = (comparison: Comparison): ReadonlySet<string> =>
  new Set(changesOf(comparison, "conversion").flatMap(({ key, fields }) => (fields.includes("steps") ? [key] : [])));

/** An emergency number now or later. Ordinary routing converts one only where its own entry names a conversion. */
function isConverted({ class: callClass, conversion, validUntil }: NumberItem, nowMs: number): boolean {
  const isOver = validUntil !== null && Date.parse(validUntil) <= nowMs;
  return !isOver && (callClass === "emergency" || (callClass === "emergency-normal-routing" && conversion !== null));
}

const isOnlyInCatalogue = (
  { territory, shortCode, class: callClass }: CatalogueEntry,
  { before, nowMs }: Comparison,
): boolean =>
  callClass === "emergency" && before.snapshot.plan.find(null, territory, shortCode, nowMs)?.provisioned === false;

type Emergency = ConvertibleNumber & { readonly conversion: string | null; readonly routeSet: string | null };

/** How a number is written in another way than before. */
function findRewritten(comparison: Comparison): (number: Emergency) => readonly Endangered[] {
  const [before, after] = [comparison.before.snapshot, comparison.after.snapshot];
  const edited = editedConversions(comparison);
  const onContingency = findRewrittenOnContingency(comparison);
  return (number) => {
    const old = routingOf(before, number.territory, number);
    const present = routingOf(after, number.territory, number);
    const byDefault = old.isDefaultConversion && present.isDefaultConversion;
    const isSame = old.conversion === present.conversion;
    if (isSame ? !edited.has(present.conversion) : !byDefault) return onContingency(number);
    const was = { name: old.conversion, snapshot: before };
    const is = { name: present.conversion, snapshot: after };
    const marks: readonly Mark[] = [`conversion ${was.name}`, `conversion ${is.name}`];
    return conversionDifferences(was, is, number).map(({ danger, what }) => ({
      danger: byDefault ? "changes-default-conversion" : danger,
      item: what.startsWith("by ") ? what.slice(3) : `${number.shortCode} in ${number.territory}: ${what}`,
      marks,
    }));
  };
}

/** How the contingency routes behind its own get a number in another way than before, though its own conversion writes it as ever. */
function findRewrittenOnContingency(comparison: Comparison): (number: Emergency) => readonly Endangered[] {
  const [was, is] = [comparison.before.snapshot, comparison.after.snapshot].map((snapshot) => ({
    name: snapshot.defaultConversion,
    snapshot,
  }));
  const marks = contingencyMarks(comparison);
  if (was === undefined || is === undefined || !is.snapshot.appendContingency || marks.length === 0) return () => [];
  return (number) =>
    conversionDifferences(was, is, number).map(({ what }) => ({
      danger: "changes-default-conversion",
      item: `${number.shortCode} in ${number.territory} on the contingency route: ${what}`,
      marks,
    }));
}
