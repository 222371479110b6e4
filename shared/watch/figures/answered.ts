import type { Alarm } from "../alarms/alarm.ts";
import type { Counts } from "./counts.ts";
import type { WatchParts } from "./watch-parts.ts";

export type Totals = Counts & { readonly successRate: number | null };

/** The figures of a window, as they are answered. Lists are in the order of names. */
export type AnsweredFigures = {
  readonly totals: Totals;
  readonly byTerritory: readonly (Totals & { readonly territory: string })[];
  readonly byIngress: readonly (Totals & { readonly ingress: string })[];
  readonly flags: Readonly<Record<string, number>>;
};

export type AnsweredRoute = {
  readonly name: string;
  readonly tried: number;
  readonly answered: number;
  readonly failed: number;
  readonly consecutiveFailures: number;
  readonly lastAnsweredAt: string | null;
};

export type SeriesEntry = Omit<Counts, "abandoned"> & { readonly from: string };

/** `GET /api/v1/watch` (contract section 8). */
export type WatchAnswer = AnsweredFigures &
  WatchParts & {
    readonly asOf: string;
    readonly windowS: number;
    readonly complete: boolean;
    readonly byRoute: readonly AnsweredRoute[];
    readonly series: readonly SeriesEntry[];
    readonly alarms: readonly Alarm[];
  };
