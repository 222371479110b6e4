import { pace } from "../../pace.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import type { DangerCode } from "../danger-codes.ts";
import type { DocumentDiff, ItemChange } from "../diff-documents.ts";
import type { ItemKind } from "../item-kinds.ts";
import type { Uses } from "./uses-of.ts";

/** A configuration before and after a change. `nowMs`: milliseconds since 1970, when the change is to go live. */
export type Comparison = {
  readonly before: CompiledDocument;
  readonly after: CompiledDocument;
  readonly uses: { readonly before: Uses; readonly after: Uses };
  readonly diff: DocumentDiff;
  readonly nowMs: number;
};

/**
 * What links a danger to the decisions that it explains: `marksOf` gives a call's decisions their marks. A number has no
 * territory where nothing says in which one it was dialled.
 */
export type Mark =
  | `${"ingress" | "tenant" | "territory" | "route" | "conversion" | "area"} ${string}`
  | `number ${string} ${string}`
  | `unplaced ${string}`
  | "contingency";

/** One thing in danger. `item` names it for the person who confirms the change. `marks`: the decisions that it explains. */
export type Endangered = { readonly danger: DangerCode; readonly item: string; readonly marks: readonly Mark[] };

/** Finds what a change endangers, of one kind. */
export type DangerRule = (comparison: Comparison) => Promise<readonly Endangered[]>;

/** A rule for each of the items that `list` takes from a comparison, paced. `prepare` makes the judge of one item. */
export function eachOf<Item>(
  list: (comparison: Comparison) => Iterable<Item> | Promise<Iterable<Item>>,
  prepare: (comparison: Comparison) => (item: Item) => readonly Endangered[],
): DangerRule {
  return async (comparison) => {
    const judge = prepare(comparison);
    const found: Endangered[] = [];
    for (const item of await list(comparison)) {
      found.push(...judge(item));
      if (pace.isDue()) await pace.rest();
    }
    return found;
  };
}

export const numberMarks = (territory: string, shortCode: string): readonly Mark[] => [
  `number ${territory} ${shortCode}`,
  `unplaced ${shortCode}`,
];

/** The items of a kind that a change touches. */
export const changesOf = ({ diff }: Comparison, kind: ItemKind): readonly ItemChange[] =>
  diff.filter((change) => change.kind === kind);
