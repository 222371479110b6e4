import * as z from "zod";
import type { ConfigDocument } from "../shared/config/document.ts";
import { itemKey, itemKinds, itemsOf, kinds } from "../shared/config/item-kinds.ts";
import { answering, type QueriedHandler } from "./edge/answering.ts";
import { etagOf, longJson } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";

export type ReadItemsDependencies = {
  /** The active version as the store has it; the empty one with number 0 where none was ever activated. */
  readonly readActive: () => Promise<{ readonly version: number; readonly document: ConfigDocument }>;
};

export const itemsQuery = z.strictObject({ kind: z.enum(kinds), key: z.string().min(1).max(1_024).optional() });

/**
 * GET /api/v1/config/items?kind=&key=: the active items of one kind, or the one with that key as a diff writes it, such as
 * `contoso|GB|999`; 404 where there is none with it.
 */
export const makeReadItemsHandler = ({ readActive }: ReadItemsDependencies): QueriedHandler =>
  answering(itemsQuery, async (_request, _caller, { kind, key }) => {
    const { version, document } = await readActive();
    const all = itemsOf(document, kind);
    const items = key === undefined ? all : all.filter((item) => itemKey(kind, item) === key);
    if (key !== undefined && items.length === 0)
      return problem(404, `version ${version} has no ${kind} ${key}; a key is ${keyOf(kind)}`);
    const { headers, body } = await longJson({ version, items });
    return { headers: { ...headers, etag: etagOf(version) }, body };
  });

/** What keys of a kind look like. */
function keyOf(kind: (typeof kinds)[number]): string {
  const { keyFields } = itemKinds[kind];
  return keyFields.length === 0 ? "all" : keyFields.join("|");
}
