import type { Fault } from "./faults.ts";
import { type ItemKind, keyOf, keyTextOf, newItemOf } from "./item-kinds.ts";
import type { Json } from "./json-schema.ts";

/** An item that is being changed. */
export type Edit = {
  readonly id: number;
  readonly kind: ItemKind;
  readonly op: "put" | "delete";
  readonly item: Json;
  /** As it was when it was opened; null for a new one. */
  readonly before: Json | null;
};

let made = 0;

/** `before`: the item that is to be changed; null for a new one. */
export const editOf = (kind: ItemKind, before: Json | null): Edit => {
  made += 1;
  return { id: made, kind, op: "put", item: before ?? newItemOf(kind), before };
};

/** One operation of a change set. */
export const operationOf = ({ kind, op, item }: Edit): object =>
  op === "put" ? { op, kind: kind.kind, item } : { op, kind: kind.kind, key: keyOf(kind, item) };

/** What the edits touch, as a diff names it. */
export const touchedBy = (edits: readonly Edit[]): ReadonlySet<string> =>
  new Set(edits.map(({ kind, item }) => `${kind.kind} ${keyTextOf(kind, item)}`));

/** "Number *|GB|999". */
export const nameOf = ({ kind, item, before }: Edit): string =>
  `${before === null ? "New " : ""}${kind.kind} ${keyTextOf(kind, before ?? item)}`.trim();

/** The faults that no edit shows beside a field: those of the reason, of other items, of the whole. */
export const faultsElsewhere = (faults: readonly Fault[], edits: readonly Edit[]): readonly Fault[] =>
  faults.filter(({ path }) => !edits.some(({ op }, at) => op === "put" && path.startsWith(`operations[${at}].item.`)));
