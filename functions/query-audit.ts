import type { ShowEvent } from "../shared/audit/mask-personal.ts";
import { readEvent } from "../shared/audit/read-event.ts";
import { readToken, writeToken } from "../shared/audit/trail/continuation-token.ts";
import type { TrailRow } from "../shared/audit/trail/stored-row.ts";
import { readTrailPage } from "../shared/audit/trail/trail-page.ts";
import { pace } from "../shared/pace.ts";
import { type AuditQueryDependencies, redactedFor, shownTo, withTrail } from "./edge/audit-answers.ts";
import { eventsQuery, toTrailQuery } from "./edge/audit-queries.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { invalidQuery, type QueryHandler } from "./edge/with-query.ts";

/** After `budgetMs` a page ends early if little was found; after `longestMs` a read that is under way is given up. */
const budgetMs = 10_000;
const longestMs = 40_000;

export type QueryAuditDependencies = AuditQueryDependencies & { readonly fewAtATime: Limiter };

/** GET /api/v1/audit/events: a page of events, oldest first. */
export const makeQueryAudit = (dependencies: QueryAuditDependencies): QueryHandler => {
  const { tables, log, clock, recordRead, fewAtATime } = dependencies;
  return withTrail(eventsQuery, { log, limit: fewAtATime }, async (_, caller, asked) => {
    const { limit, continuationToken } = asked;
    const query = toTrailQuery(asked);
    const position = continuationToken === undefined ? null : readToken(continuationToken, query);
    if (continuationToken !== undefined && position === null)
      return invalidQuery([{ path: "continuationToken", message: "is not one that was given out for this query" }]);
    await recordRead(caller, "events", asked);
    const { rows, next } = await readTrailPage(query, { position, limit }, { tables, clock, budgetMs, longestMs });
    return {
      headers: { "content-type": "application/json", ...redactedFor(caller) },
      body: await pageBody(rows, next === null ? null : writeToken(next, query), shownTo(caller)),
    };
  });
};

/** An event is answered as the JSON that is stored. A row without an event is listed under `unreadable`. */
async function pageBody(rows: readonly TrailRow[], continuationToken: string | null, show: ShowEvent): Promise<string> {
  const events: string[] = [];
  const unreadable: { partitionKey: string; rowKey: string }[] = [];
  for (const { text, row } of rows) {
    const read = readEvent(text ?? "");
    if ("reason" in read) unreadable.push({ partitionKey: row.partitionKey, rowKey: row.rowKey });
    else events.push(show(read).text);
    if (pace.isDue()) await pace.rest();
  }
  const rest = JSON.stringify({ continuationToken, ...(unreadable.length === 0 ? {} : { unreadable }) });
  return `{"events":[${events.join(",")}],${rest.slice(1)}`;
}
