import * as z from "zod";
import { territoryListSchema } from "../shared/catalogue/known-territory.ts";
import { type Coverage, coverDocument, type SeenNumbers } from "../shared/config/coverage/cover-document.ts";
import type { ConfigDocument } from "../shared/config/document.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { type Detail, detailParameter } from "./edge/change-query.ts";
import { etagOf, longJson } from "./edge/config-answers.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadCoverageDependencies = {
  /** Reads the active version from the store; version 0, which is empty, if none was ever activated. */
  readonly readActive: () => Promise<{ readonly version: number; readonly document: ConfigDocument }>;
  /** What was dialled of late. Never rejects, and says how far it came. */
  readonly seenNumbers: () => Promise<SeenNumbers>;
  /** Counting reads much of the trail. */
  readonly oneAtATime: Limiter;
  readonly now: () => number;
};

export const coverageQuery = z.strictObject({
  territory: territoryListSchema.optional(),
  staleAfterDays: wholeNumber(0, 36_500).default(365),
  detail: detailParameter,
});

/**
 * GET /api/v1/config/coverage?territory=IE,BR&staleAfterDays=&detail=: per territory what is configured, what only the catalogue
 * knows, what differs from it, what nobody looked after, and what was dialled without being configured.
 */
export const makeReadCoverage = ({
  readActive,
  seenNumbers,
  oneAtATime,
  now,
}: ReadCoverageDependencies): QueryHandler =>
  withQuery(
    coverageQuery,
    oneAtATime(async (_request, _caller, { territory = null, staleAfterDays, detail }) => {
      const [active, { numbers, ...seen }] = await Promise.all([readActive(), seenNumbers()]);
      const nowMs = now();
      const options = { territories: territory, staleAfterDays, seen: numbers, nowMs };
      const coverage = await coverDocument(active.document, options);
      const { headers, body } = await longJson({
        version: active.version,
        asOf: new Date(nowMs).toISOString(),
        staleAfterDays,
        seen,
        ...listed(coverage, detail),
      });
      return { headers: { ...headers, etag: etagOf(active.version) }, body };
    }),
  );

/** Of each list of a territory. `counts` are of all. */
const listedAtMost = { short: 50, full: Infinity } as const;

const listNames = ["numbers", "catalogueOnly", "differing", "withoutOwnRoute", "stale", "unsourced", "seen"] as const;

/** The coverage with as much of each list as the detail says, and how long the lists are. */
function listed({ territories, unplaced }: Coverage, detail: Detail) {
  const most = listedAtMost[detail];
  return {
    territories: territories.map((territory) => ({
      ...territory,
      counts: Object.fromEntries(listNames.map((name) => [name, territory[name].length])),
      ...Object.fromEntries(listNames.map((name) => [name, territory[name].slice(0, most)])),
    })),
    unplaced: unplaced.slice(0, most),
    unplacedCount: unplaced.length,
  };
}
