import * as z from "zod";
import { territoryListSchema } from "../shared/catalogue/known-territory.ts";
import { type AreaCoverage, coverAreas, type ReadLocationTables } from "../shared/config/coverage/cover-areas.ts";
import { coverBoundaries } from "../shared/config/coverage/cover-boundaries.ts";
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
  /** The location tables of that version. */
  readonly readTables: (active: {
    readonly version: number;
    readonly document: ConfigDocument;
  }) => Promise<ReadLocationTables>;
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
  boundaries: z.enum(["true", "false"]).default("false"),
});

/** Boundaries that are not compared by then are left out. */
const compareAtMostMs = 30_000;

/**
 * GET /api/v1/config/coverage?territory=IE,BR&staleAfterDays=&detail=&boundaries=: per territory what is configured, what only the
 * catalogue knows, what differs from it, what nobody looked after, and what was dialled without being configured; and what is to be
 * looked at in the areas. With `boundaries=true` also where these overlap and leave gaps.
 */
export const makeReadCoverage = ({
  readActive,
  readTables,
  seenNumbers,
  oneAtATime,
  now,
}: ReadCoverageDependencies): QueryHandler =>
  withQuery(
    coverageQuery,
    oneAtATime(async (_request, _caller, { territory = null, staleAfterDays, detail, boundaries }) => {
      const [active, { numbers, ...seen }] = await Promise.all([readActive(), seenNumbers()]);
      const nowMs = now();
      const options = { territories: territory, staleAfterDays, seen: numbers, nowMs };
      const coverage = await coverDocument(active.document, options);
      const tables = await readTables(active);
      const areas = await coverAreas(active.document, tables, territory);
      const isOver = () => now() > nowMs + compareAtMostMs;
      const compared =
        boundaries === "true"
          ? await coverBoundaries({ ...active.document, ...tables, territories: territory, isOver })
          : null;
      const answer = {
        version: active.version,
        asOf: new Date(nowMs).toISOString(),
        staleAfterDays,
        seen,
        ...listed(coverage, detail),
        areas: { ...listedAreas(areas, detail), boundaries: compared },
      };
      const { headers, body } = await longJson(answer, featureDepth);
      return { headers: { ...headers, etag: etagOf(active.version) }, body };
    }),
  );

/** As deep as one feature of GeoJSON lies in the answer: each is written by itself. */
const featureDepth = 5;

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

const areaLists = ["unreached", "withoutRoute", "strayKeys", "unusable"] as const;

const listedAreas = (areas: AreaCoverage, detail: Detail) => ({
  ...Object.fromEntries(areaLists.map((name) => [name, areas[name].slice(0, listedAtMost[detail])])),
  counts: Object.fromEntries(areaLists.map((name) => [name, areas[name].length])),
});
