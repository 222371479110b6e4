import { pace } from "../../pace.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";
import type { DocumentFault } from "../document-fault.ts";
import type { ItemKind, ListName } from "../item-kinds.ts";

/** A document, and what rules need to judge it. */
export type Subject = {
  readonly document: ConfigDocument;
  /** The document compiled: what calls would be decided by. */
  readonly snapshot: Snapshot;
  /** The lookup tables that could be loaded, by name. */
  readonly tables: ReadonlyMap<string, LookupTable>;
  /** Territories with a configured emergency number, valid now or later. */
  readonly territoriesWithEmergencies: ReadonlySet<string>;
  /** Milliseconds since 1970. Numbers that ended before are ignored. */
  readonly nowMs: number;
  /** Whether the version before has an equal item: the change did not cause what is wrong with it. */
  readonly isKept: (list: "lookupTables" | "locationTables" | "conversions", item: object) => boolean;
  /** The item with that key in the version before; null where it has none. */
  readonly itemBefore: (kind: ItemKind, key: string) => object | null;
  /** Whether the change makes something else of a territory or of a number of it. */
  readonly isTouched: (territory: string) => boolean;
  /** Whether a subscriber can have a number, written with "+" or as it is dialled within a territory. */
  readonly isTelephoneNumber: (number: string, territory?: string) => boolean;
};

/** Finds everything in a document that breaks one rule. */
export type Rule = (subject: Subject) => Promise<readonly DocumentFault[]>;

/** What is wrong with an item. `field`: where within it; empty for all of it. */
export type Finding = Pick<DocumentFault, "field" | "message">;

/** Judges one item. */
export type Judge<List extends ListName> = (item: ConfigDocument[List][number]) => readonly Finding[];

/** A rule for every item of a list, paced. `prepare` is called once for a document and collects what the judge needs from it. */
export function eachItem<List extends ListName>(list: List, prepare: (subject: Subject) => Judge<List>): Rule {
  return async (subject) => {
    const judge = prepare(subject);
    const items: readonly ConfigDocument[List][number][] = subject.document[list];
    const faults: DocumentFault[] = [];
    for (const [index, item] of items.entries()) {
      for (const { field, message } of judge(item)) faults.push({ list, index, field, message });
      if (pace.isDue()) await pace.rest();
    }
    return faults;
  };
}

/** The one finding where a condition holds, else none. */
export const when = (isWrong: boolean, field: Finding["field"], message: string): readonly Finding[] =>
  isWrong ? [{ field, message }] : [];

export const faultAt = (
  list: DocumentFault["list"],
  index: number | null,
  field: DocumentFault["field"],
  message: string,
): DocumentFault => ({ list, index, field, message });
