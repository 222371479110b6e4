import { readElsewhere } from "../shared/audit/trail/read-elsewhere.ts";
import { readPurgedRanges } from "../shared/audit/trail/read-purged-ranges.ts";
import { readAll } from "../shared/audit/trail/read-trail.ts";
import { type VerificationOptions, verifyChains } from "../shared/audit/trail/verify-chains.ts";
import { typesWithOwnTime } from "../shared/audit/verification/chain-state.ts";
import { type AuditQueryDependencies, withTrail } from "./edge/audit-answers.ts";
import { verificationQuery } from "./edge/audit-queries.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import type { QueryHandler } from "./edge/with-query.ts";

/** After `budgetMs` the report ends and says how far it came; after `longestMs` a read that is under way is given up. */
const budgetMs = 30_000;
const longestMs = 45_000;
/** An instance that recorded nothing for this long may have ended without closing its chain. */
const openForMs = 15 * 60_000;

export type VerifyAuditDependencies = AuditQueryDependencies & { readonly oneAtATime: Limiter };

/** GET /api/v1/audit/verification: whether the chains of a window are whole and unaltered. */
export const makeVerifyAudit = (dependencies: VerifyAuditDependencies): QueryHandler => {
  const { tables, chainKeys, log, now, clock, recordRead, oneAtATime } = dependencies;
  return withTrail(verificationQuery, { log, limit: oneAtATime }, async (_, caller, asked) => {
    const { from, to } = asked;
    await recordRead(caller, "verification", asked);
    const lateAtMs = clock() + longestMs;
    const isLate = () => clock() > lateAtMs;
    const rows = readAll(tables, { filters: {}, callId: null, from, to }, isLate);
    const readPurged = () => readPurgedRanges(tables, { from, to }, { isLate, keys: chainKeys });
    const readEarlier = () => changesBefore(tables, from, isLate);
    const missing: VerificationOptions["readElsewhere"] = (chain) => readElsewhere(tables, { from, to }, chain);
    const reading = { readPurged, readEarlier, readElsewhere: missing };
    const options = { now, clock, budgetMs, openForMs, ...reading, keys: chainKeys };
    return { jsonBody: await verifyChains(rows, { from, to }, options) };
  });
};

const daysBefore = 31;

/** Changes made before the window: some may have been recorded within it. */
async function* changesBefore(tables: AuditQueryDependencies["tables"], to: string, isLate: () => boolean) {
  const from = new Date(Date.parse(to) - daysBefore * 86_400_000).toISOString();
  for (const type of typesWithOwnTime) yield* readAll(tables, { filters: { type }, callId: null, from, to }, isLate);
}
