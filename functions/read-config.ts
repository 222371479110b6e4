import { emptyDocument } from "../shared/config/document.ts";
import { documentHash } from "../shared/config/document-hash.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { etagOf } from "./edge/config-answers.ts";
import { noQuery } from "./edge/read-query.ts";
import { namesTag } from "./edge/tagged-json.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadConfigDependencies = { readonly table: ConfigTable };

/** GET /api/v1/config: the active document; version 0, which is empty, if none was ever activated. */
export const makeReadConfig = ({ table }: ReadConfigDependencies): QueryHandler =>
  withQuery(noQuery, async (request) => {
    const pointer = await table.readPointer();
    const headers = { etag: etagOf(pointer?.version ?? 0) };
    if (namesTag(request.headers.get("if-none-match"), headers.etag)) return { status: 304, headers };
    if (pointer === null)
      return {
        headers,
        jsonBody: { version: 0, hash: await documentHash(emptyDocument), activatedAt: null, ...emptyDocument },
      };
    const { version, hash, activatedAt } = pointer;
    return { headers, jsonBody: { version, hash, activatedAt, ...(await table.readVersion(version, hash)) } };
  });
