import { type ConfigDocument, emptyDocument } from "../shared/config/document.ts";
import { documentHash } from "../shared/config/document-hash.ts";
import {
  fingerprintLists,
  type ListedTable,
  type ListFingerprint,
  listedTables,
} from "../shared/config/fingerprint.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { etagOf } from "./edge/config-answers.ts";
import { noQuery } from "./edge/read-query.ts";
import { namesTag } from "./edge/tagged-json.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadConfigFingerprintDependencies = { readonly table: Pick<ConfigTable, "readPointer" | "readVersion"> };

type Lists = { readonly lists: readonly ListFingerprint[]; readonly tables: readonly ListedTable[] };

/**
 * GET /api/v1/config/fingerprint: version and hash of the active configuration, the hash of each of its lists, and its lookup and
 * location tables with the hashes of their rows. What is asked for again and again is worked out once for each content.
 */
export const makeReadConfigFingerprint = ({ table }: ReadConfigFingerprintDependencies): QueryHandler => {
  let known: { readonly hash: string; readonly lists: Lists } | null = null;
  const listsOf = async (hash: string, read: () => Promise<ConfigDocument>): Promise<Lists> => {
    if (known?.hash === hash) return known.lists;
    const document = await read();
    const lists = { lists: await fingerprintLists(document), tables: listedTables(document) };
    known = { hash, lists };
    return lists;
  };
  return withQuery(noQuery, async (request) => {
    const pointer = (await table.readPointer()) ?? (await noPointer());
    const { version, hash, activatedAt } = pointer;
    const headers = { etag: etagOf(version) };
    if (namesTag(request.headers.get("if-none-match"), headers.etag)) return { status: 304, headers };
    const { lists, tables } = await listsOf(hash, async () =>
      version === 0 ? emptyDocument : await table.readVersion(version, hash),
    );
    return { headers, jsonBody: { version, hash, activatedAt, lists, tables } };
  });
};

const noPointer = async () => ({ version: 0, hash: await documentHash(emptyDocument), activatedAt: null });
