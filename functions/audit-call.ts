import { tellStory } from "../shared/audit/trail/call-story.ts";
import { readTrailPage } from "../shared/audit/trail/trail-page.ts";
import { type AuditQueryDependencies, redactedFor, shownTo, withTrail } from "./edge/audit-answers.ts";
import { callQuery } from "./edge/audit-queries.ts";
import { problem } from "./edge/problem.ts";
import type { QueryHandler } from "./edge/with-query.ts";

/** A real call has a handful of events. */
const eventsAtMost = 1_000;
const longestMs = 20_000;

/** GET /api/v1/audit/calls?callId=: what happened to one call. */
export const makeAuditCall = ({ tables, chainKeys, log, clock, recordRead }: AuditQueryDependencies): QueryHandler =>
  withTrail(callQuery, { log }, async (_, caller, asked) => {
    const { callId } = asked;
    await recordRead(caller, "call", asked);
    const { rows, next } = await readTrailPage(
      { filters: {}, callId, from: null, to: null },
      { position: null, limit: eventsAtMost },
      { tables, clock, budgetMs: longestMs, longestMs },
    );
    const read = { callId, rows, complete: next === null };
    const story = tellStory(read, { show: shownTo(caller), keys: chainKeys });
    return story === null
      ? problem(404, "the trail has no events of this call")
      : { headers: redactedFor(caller), jsonBody: story };
  });
