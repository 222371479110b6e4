import * as z from "zod";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { readHistory } from "../shared/config/store/version-history.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { versionInAnswer } from "./edge/version-header.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ListConfigVersionsDependencies = { readonly table: ConfigTable };

export const versionsQuery = z.strictObject({
  limit: wholeNumber(1, 200).default(50),
  continuationToken: wholeNumber(1, 999_999_999).optional(),
});

/** GET /api/v1/config/versions: every version that was live, newest first. */
export const makeListConfigVersions = ({ table }: ListConfigVersionsDependencies): QueryHandler =>
  withQuery(versionsQuery, async (_request, _caller, { limit, continuationToken }) => {
    const { versions, next } = await readHistory(table, continuationToken ?? null, limit);
    const token = next === null ? null : String(next);
    return { jsonBody: { versions: versions.map(versionInAnswer), continuationToken: token } };
  });
