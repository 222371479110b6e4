import type { AnsweredFigures, Totals } from "./answered.ts";
import type { Counts, Figures } from "./counts.ts";
import { successRateOf } from "./figures.ts";

/** Figures as they are answered. */
export const writeFigures = ({ total, territories, ingresses, flags }: Figures): AnsweredFigures => ({
  totals: withRate(total),
  byTerritory: sorted(territories).map(([territory, counts]) => ({ territory, ...withRate(counts) })),
  byIngress: sorted(ingresses).map(([ingress, counts]) => ({ ingress, ...withRate(counts) })),
  flags: Object.fromEntries(sorted(flags)),
});

const withRate = (counts: Counts): Totals => ({ ...counts, successRate: successRateOf(counts) });

const sorted = <Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
