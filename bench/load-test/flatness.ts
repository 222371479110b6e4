import { quantile } from "../measure/interleave.ts";

/** A quantity at an instant: memory in MB, for example. */
export type Sample = { readonly atMs: number; readonly value: number };

/** Whether a quantity stays constant. */
export type Flatness = {
  /** Medians of the first and of the last quarter of the time. */
  readonly first: number;
  readonly last: number;
  readonly ratio: number;
  /** Slope of the straight line through all samples, by least squares. */
  readonly perMinute: number;
};

/** Throws when there are fewer than two instants. */
export function flatnessOf(samples: readonly Sample[]): Flatness {
  const times = samples.map(({ atMs }) => atMs);
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  if (samples.length < 2 || begin === end) throw new Error("There are too few samples to compare.");
  const quarterMs = (end - begin) / 4;
  const first = median(samples.filter(({ atMs }) => atMs <= begin + quarterMs));
  const last = median(samples.filter(({ atMs }) => atMs >= end - quarterMs));
  return { first, last, ratio: last / first, perMinute: slopeOf(samples) * 60_000 };
}

function slopeOf(samples: readonly Sample[]): number {
  const meanAt = mean(samples.map(({ atMs }) => atMs));
  const meanValue = mean(samples.map(({ value }) => value));
  let together = 0;
  let spread = 0;
  for (const { atMs, value } of samples) {
    together += (atMs - meanAt) * (value - meanValue);
    spread += (atMs - meanAt) ** 2;
  }
  return together / spread;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (samples: readonly Sample[]): number =>
  quantile(
    samples.map(({ value }) => value).sort((a, b) => a - b),
    0.5,
  );
