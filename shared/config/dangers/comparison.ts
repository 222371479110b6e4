import type { CompiledDocument } from "../compile/compiled-document.ts";
import type { DocumentDiff, ItemChange } from "../diff-documents.ts";
import type { ItemKind } from "../item-kinds.ts";
import type { DangerCode } from "./danger-codes.ts";

/** A configuration before and after a change. `nowMs`: milliseconds since 1970, when the change is to go live. */
export type Comparison = {
  readonly before: CompiledDocument;
  readonly after: CompiledDocument;
  readonly diff: DocumentDiff;
  readonly nowMs: number;
};

/**
 * By what a decision can be told that an endangered thing accounts for: a call has such marks of its own (`marksOf`). A
 * number is told without a territory where nothing says in which one it was dialled.
 */
export type Mark =
  | `${"ingress" | "tenant" | "territory" | "route" | "conversion"} ${string}`
  | `number ${string} ${string}`
  | `unplaced ${string}`
  | "contingency";

/** One thing that is endangered, named for whoever has to confirm it. `marks`: the decisions that it accounts for. */
export type Endangered = { readonly danger: DangerCode; readonly item: string; readonly marks: readonly Mark[] };

/** What a change endangers, of one kind. Yields nothing between, so that calls can go on. */
export type DangerRule = (comparison: Comparison) => Generator<Endangered | undefined, void>;

export const numberMarks = (territory: string, shortCode: string): readonly Mark[] => [
  `number ${territory} ${shortCode}`,
  `unplaced ${shortCode}`,
];

/** The items of a kind that a change touches. */
export const changesOf = ({ diff }: Comparison, kind: ItemKind): readonly ItemChange[] =>
  diff.filter((change) => change.kind === kind);
