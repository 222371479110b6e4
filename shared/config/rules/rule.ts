import type { LookupTable } from "../../routing/convert.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";
import type { DocumentFault } from "../document-fault.ts";
import type { ItemKind } from "../item-kinds.ts";
import type { IsTelephoneNumber } from "./is-telephone-number.ts";

/** A document, and what rules need to judge it by. */
export type Subject = {
  readonly document: ConfigDocument;
  /** The document as calls would be decided by it. */
  readonly snapshot: Snapshot;
  /** The lookup tables that could be loaded, by name. */
  readonly tables: ReadonlyMap<string, LookupTable>;
  /** Milliseconds since 1970: numbers that ended before count for nothing. */
  readonly nowMs: number;
  /** Whether the version that this one replaces has the very same item, so that nobody is to blame for it now. */
  readonly isKept: (list: "lookupTables" | "conversions", item: object) => boolean;
  /** The item with that key in the version that this one replaces; null where it has none. */
  readonly itemBefore: (kind: ItemKind, key: string) => object | null;
  readonly isTelephoneNumber: IsTelephoneNumber;
};

/** What is wrong by one rule. A rule yields after every item, nothing where there is nothing, so that calls can go between. */
export type Findings = Generator<DocumentFault | undefined, void>;

export type Rule = (subject: Subject) => Findings;

export const faultAt = (
  list: DocumentFault["list"],
  index: number | null,
  field: DocumentFault["field"],
  message: string,
): DocumentFault => ({ list, index, field, message });
