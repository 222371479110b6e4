import type { VerificationReport } from "../shared/audit/verification/chain-report.ts";
import { type AuditQueryDependencies, withTrail } from "./edge/audit-answers.ts";
import { verificationQuery } from "./edge/audit-queries.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import type { QueryHandler } from "./edge/with-query.ts";

export type VerifyAuditDependencies = Pick<AuditQueryDependencies, "log" | "recordRead"> & {
  readonly verify: (window: { readonly from: string; readonly to: string }) => Promise<VerificationReport>;
  readonly oneAtATime: Limiter;
};

/** GET /api/v1/audit/verification: whether the chains of a window are whole and unaltered. */
export const makeVerifyAudit = ({ verify, log, recordRead, oneAtATime }: VerifyAuditDependencies): QueryHandler =>
  withTrail(verificationQuery, { log, limit: oneAtATime }, async (_, caller, asked) => {
    await recordRead(caller, "verification", asked);
    return { jsonBody: await verify(asked) };
  });
