import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { readVersionChange } from "../shared/config/store/read-version-change.ts";
import { describeDiff } from "./edge/answer-detail.ts";
import { etagOf } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { noQuery } from "./edge/read-query.ts";
import { findRequestedVersion, versionInAnswer } from "./edge/version-header.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadConfigVersionDependencies = { readonly table: ConfigTable };

const changesListedAtMost = 1_000;

/** GET /api/v1/config/versions/{version}: one version whole, with its diff against the version that it replaced. */
export const makeReadConfigVersion = ({ table }: ReadConfigVersionDependencies): QueryHandler =>
  withQuery(noQuery, async (request) => {
    const header = await findRequestedVersion(table, request);
    if (header === null) return problem(404, "there is no such version");
    const { document, diff } = await readVersionChange(table, header);
    return {
      headers: { etag: etagOf(header.version) },
      jsonBody: { ...versionInAnswer(header), diff: describeDiff(diff, changesListedAtMost), ...document },
    };
  });
