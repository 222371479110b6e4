import type { VerificationReport } from "../../../shared/audit/verification/chain-report.ts";
import type { Figures } from "../../../shared/watch/figures/counts.ts";
import { bucketOf } from "../../../shared/watch/figures/delay-buckets.ts";
import { makeReport, type ReportSources, type WatchReport } from "../../../shared/watch/report/report.ts";

const counts = { decided: 5, answered: 3, failed: 1, abandoned: 1, missing: 0 };

const figures: Figures = {
  total: counts,
  territories: new Map([["GB", counts]]),
  ingresses: new Map([["zoom", counts]]),
  routes: new Map([["emergency-a", { tried: 5, answered: 3, failed: 1 }]]),
  flags: new Map([["ambiguous-territory", 2]]),
  delays: new Map([100, 200, 4_000].map((ms) => [String(bucketOf(ms)), 1])),
  pending: 0,
};

export const exampleVerification: VerificationReport = {
  from: "2026-11-22T12:00:00.000Z",
  to: "2026-11-22T12:30:00.000Z",
  verifiedTo: "2026-11-22T12:30:00.000Z",
  complete: true,
  keyed: false,
  intact: true,
  events: 12,
  chains: [],
  forged: [],
  unreadable: [],
};

/** A report of half an hour with something of everything. */
export const exampleReport = (sources: Partial<ReportSources> = {}): WatchReport =>
  makeReport({
    from: "2026-11-22T12:00:00.000Z",
    to: "2026-11-22T12:30:00.000Z",
    complete: true,
    quarters: new Map([["2026-11-22T12:15:00.000Z", figures]]),
    changes: [
      { version: 7, hash: "sha256:0", author: "a@b.example", reason: "CHG1", activatedAt: "2026-11-20T08:00:00.000Z" },
    ],
    alarms: [
      {
        at: "2026-11-22T12:16:00.000Z",
        what: "raised",
        alarm: "contingency-used",
        subject: "GB",
        since: "2026-11-22T12:15:55.000Z",
      },
    ],
    verification: exampleVerification,
    ...sources,
  });
