import type { Schema } from "../api/client.ts";

type Watch = Pick<Schema<"WatchAnswer">, "asOf" | "series">;

export type Lately = {
  readonly decided: number;
  readonly answered: number;
  readonly failed: number;
  readonly missing: number;
};

const minuteMs = 60_000;

/**
 * What became of the calls of the last seconds, out of the minutes of a longer window: figures that stand side by side are then of
 * one reading. It begins with the minute that holds its first second.
 */
export function lately({ asOf, series }: Watch, windowS: number): Lately {
  const fromMs = Math.floor((Date.parse(asOf) - windowS * 1_000) / minuteMs) * minuteMs;
  const minutes = series.filter(({ from }) => Date.parse(from) >= fromMs);
  const sum = (count: "decided" | "answered" | "failed" | "missing"): number =>
    minutes.reduce((all, minute) => all + minute[count], 0);
  return {
    decided: sum("decided"),
    answered: sum("answered"),
    failed: sum("failed"),
    missing: sum("missing"),
  };
}
