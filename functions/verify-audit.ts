import type { Stretch } from "../shared/audit/purges/purged-ranges.ts";
import { readElsewhere } from "../shared/audit/trail/read-elsewhere.ts";
import { readPurgedRanges } from "../shared/audit/trail/read-purged-ranges.ts";
import { readAll } from "../shared/audit/trail/read-trail.ts";
import { verifyChains } from "../shared/audit/trail/verify-chains.ts";
import { typesWithOwnTime } from "../shared/audit/verification/chain-state.ts";
import { answering, type QueriedHandler } from "./edge/answering.ts";
import { type AuditQueryDependencies, whileStoreAnswers } from "./edge/audit-answers.ts";
import { verificationQuery } from "./edge/audit-queries.ts";
import type { Gate } from "./edge/one-at-a-time.ts";

/** How long to verify before the report says how far it came, and after how long the reading is given up. */
const budgetMs = 30_000;
const longestMs = 45_000;
/** An instance that has been silent for this long may have ended without closing its chain. */
const openForMs = 15 * 60_000;

/** GET /api/v1/audit/verification: whether the chains of a window are whole and unaltered. */
export const makeVerificationHandler = (
  { tables, chainKeys, log, now, clock, recordRead }: AuditQueryDependencies,
  gate: Gate,
): QueriedHandler =>
  answering(
    verificationQuery,
    whileStoreAnswers(
      log,
      gate(async (_, caller, asked) => {
        const { from, to } = asked;
        await recordRead(caller, "verification", asked);
        const lateAtMs = clock() + longestMs;
        const isLate = () => clock() > lateAtMs;
        const rows = readAll(tables, { filters: {}, callId: null, from, to }, isLate);
        const readPurged = () => readPurgedRanges(tables, { from, to }, isLate, chainKeys);
        const readEarlier = () => changesBefore(tables, from, isLate);
        const missing = (chainId: string, gaps: readonly Stretch[]) =>
          readElsewhere(tables, { from, to }, chainId, gaps);
        const reading = { readPurged, readEarlier, readElsewhere: missing };
        const options = { now, clock, budgetMs, openForMs, ...reading, keys: chainKeys };
        return { jsonBody: await verifyChains(rows, { from, to }, options) };
      }),
    ),
  );

const daysBefore = 31;

/** Changes that were made before the window, and may have been recorded in it. */
async function* changesBefore(tables: AuditQueryDependencies["tables"], to: string, isLate: () => boolean) {
  const from = new Date(Date.parse(to) - daysBefore * 86_400_000).toISOString();
  for (const type of typesWithOwnTime) yield* readAll(tables, { filters: { type }, callId: null, from, to }, isLate);
}
