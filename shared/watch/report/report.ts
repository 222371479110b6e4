import type { VerificationReport } from "../../audit/verification/chain-report.ts";
import type { Alarm } from "../alarms/alarm.ts";
import type { AnsweredFigures, AnsweredRoute, Totals } from "../figures/answered.ts";
import type { Figures } from "../figures/counts.ts";
import { percentileOf } from "../figures/delay-buckets.ts";
import { addFigures, noFigures } from "../figures/figures.ts";
import { quarterMs } from "../figures/spans.ts";
import { writeFigures } from "../figures/write-figures.ts";

/** How long callers waited from the decision to the answer, in milliseconds, to 2.5 %; null where that is not known. */
export type Delays = { readonly p50Ms: number | null; readonly p95Ms: number | null };

export type ReportedRoute = Pick<AnsweredRoute, "name" | "tried" | "answered" | "failed">;

/** The figures of a stretch of time, in full. */
export type ReportedFigures = AnsweredFigures & {
  readonly delays: Delays;
  readonly byRoute: readonly ReportedRoute[];
};

/** A version of the configuration that was live in the window. */
export type ReportedChange = {
  readonly version: number;
  readonly hash: string;
  readonly author: string;
  readonly reason: string;
  readonly activatedAt: string;
};

export type ReportedAlarm = Pick<Alarm, "alarm" | "subject" | "since"> & {
  readonly at: string;
  readonly what: "raised" | "cleared";
};

/** What verification found in the window, in short; all else is null where it could not be finished in time. */
export type ReportedVerification = {
  readonly complete: boolean;
  readonly intact: boolean | null;
  readonly keyed: boolean | null;
  readonly events: number | null;
  readonly chains: number | null;
};

/** What a regulator asks of a window. The same for the same window, once that is over and its events have arrived. */
export type WatchReport = ReportedFigures & {
  readonly from: string;
  readonly to: string;
  /** Whether the window is over, and was watched from its beginning. */
  readonly complete: boolean;
  readonly quarters: readonly (ReportedFigures & { readonly from: string })[];
  readonly changes: readonly ReportedChange[];
  readonly alarms: readonly ReportedAlarm[];
  readonly verification: ReportedVerification;
};

export type ReportSources = Pick<WatchReport, "from" | "to" | "complete" | "changes" | "alarms"> & {
  /** By the beginning of each quarter of an hour that has figures. */
  readonly quarters: ReadonlyMap<string, Figures>;
  readonly verification: VerificationReport;
};

export function makeReport({
  from,
  to,
  complete,
  quarters,
  changes,
  alarms,
  verification,
}: ReportSources): WatchReport {
  const all = [...quarters.values()].reduce(addFigures, noFigures);
  return {
    from,
    to,
    complete,
    ...reportFigures(all),
    quarters: instantsOf(from, to).map((at) => ({ from: at, ...reportFigures(quarters.get(at) ?? noFigures) })),
    changes,
    alarms,
    verification: reportVerification(verification),
  };
}

function instantsOf(from: string, to: string): readonly string[] {
  const count = (Date.parse(to) - Date.parse(from)) / quarterMs;
  return Array.from({ length: count }, (_, index) => new Date(Date.parse(from) + index * quarterMs).toISOString());
}

const reportFigures = (figures: Figures): ReportedFigures => ({
  ...writeFigures(figures),
  delays: { p50Ms: percentileOf(figures.delays, 0.5), p95Ms: percentileOf(figures.delays, 0.95) },
  byRoute: [...figures.routes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => ({ name, ...counts })),
});

/** How far an unfinished verification came depends on the hour: only that it is unfinished is told. */
function reportVerification({ complete, intact, keyed, events, chains }: VerificationReport): ReportedVerification {
  if (!complete) return { complete, intact: null, keyed: null, events: null, chains: null };
  return { complete, intact, keyed, events, chains: chains.length };
}

/** Counts as rows of a table have them, with the name of what they are about. */
export type NamedTotals = Totals & { readonly name: string };

export const namedTotals = ({ byTerritory, byIngress }: ReportedFigures) => ({
  territories: byTerritory.map(({ territory: name, ...totals }): NamedTotals => ({ name, ...totals })),
  ingresses: byIngress.map(({ ingress: name, ...totals }): NamedTotals => ({ name, ...totals })),
});
