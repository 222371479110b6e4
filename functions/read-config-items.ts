import * as z from "zod";
import type { ConfigDocument } from "../shared/config/document.ts";
import { itemKey, itemKinds, itemsOf, kinds, readKey } from "../shared/config/item-kinds.ts";
import { etagOf, longJson } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadConfigItemsDependencies = {
  /** Reads the active version from the store; version 0, which is empty, if none was ever activated. */
  readonly readActive: () => Promise<{ readonly version: number; readonly document: ConfigDocument }>;
};

export const itemsQuery = z.strictObject({ kind: z.enum(kinds), key: z.string().min(1).max(1_024).optional() });

/**
 * GET /api/v1/config/items?kind=&key=: the active items of one kind, or the one item with that key. A key is written as in a
 * diff, such as `contoso|GB|999`; 404 if no item has it.
 */
export const makeReadConfigItems = ({ readActive }: ReadConfigItemsDependencies): QueryHandler =>
  withQuery(itemsQuery, async (_request, _caller, { kind, key }) => {
    const { version, document } = await readActive();
    const all = itemsOf(document, kind);
    const sought = key === undefined ? null : readKey(kind, key);
    const items = sought === null ? all : all.filter((item) => itemKey(kind, item) === sought);
    if (key !== undefined && items.length === 0)
      return problem(404, `version ${version} has no ${kind} ${key}; a key is ${keyOf(kind)}`);
    const { headers, body } = await longJson({ version, items });
    return { headers: { ...headers, etag: etagOf(version) }, body };
  });

/** The form of a key of this kind. */
function keyOf(kind: (typeof kinds)[number]): string {
  const { keyFields } = itemKinds[kind];
  return keyFields.length === 0 ? "all" : keyFields.join("|");
}
