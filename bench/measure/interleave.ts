/** One of the things that are compared. `sample` measures it once. */
export type Contestant<Sample> = { readonly name: string; readonly sample: () => Sample | Promise<Sample> };

/** The samples of each contestant, in the order they were taken. */
export type Results<Sample> = ReadonlyMap<string, readonly Sample[]>;

/**
 * Measures all contestants in turn, `rounds` times, after one round that is discarded. Each round starts with a different
 * contestant, so that other load on the machine affects all of them alike.
 */
export async function interleave<Sample>(
  rounds: number,
  contestants: readonly Contestant<Sample>[],
): Promise<Results<Sample>> {
  const results = new Map<string, Sample[]>(contestants.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    const first = Math.max(round, 0) % contestants.length;
    for (const { name, sample } of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const measured = await sample();
      if (round >= 0) results.get(name)?.push(measured);
    }
  }
  return results;
}

/** A figure of one contestant over all rounds: the median and the range. */
export type Figure = { readonly median: number; readonly least: number; readonly most: number };

/** Throws when the contestant is unknown or has no samples. */
export function figureOf<Sample>(results: Results<Sample>, name: string, read: (sample: Sample) => number): Figure {
  const values = (results.get(name) ?? []).map(read).sort((a, b) => a - b);
  return { median: quantile(values, 0.5), least: quantile(values, 0), most: quantile(values, 1) };
}

/** Two contestants and the figure by which they are compared. */
export type Comparison<Sample> = {
  readonly name: string;
  readonly base: string;
  readonly read: (sample: Sample) => number;
};

/** The ratio of the medians of `name` and `base`, with the least and greatest ratio of any one round. */
export function ratioOf<Sample>(results: Results<Sample>, { name, base, read }: Comparison<Sample>): Figure {
  const ratios = roundRatios(results, { name, base, read });
  return {
    median: figureOf(results, name, read).median / figureOf(results, base, read).median,
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
}

/**
 * The same by rounds: the median of the ratios of each round. For figures that depend on what else the machine does at that
 * moment, as a p99 and a server's CPU time do: samples of one round are close in time.
 */
export function ratioByRound<Sample>(results: Results<Sample>, comparison: Comparison<Sample>): Figure {
  const ratios = roundRatios(results, comparison);
  return figureOf(new Map([["ratio", ratios]]), "ratio", (ratio) => ratio);
}

function roundRatios<Sample>(results: Results<Sample>, { name, base, read }: Comparison<Sample>): readonly number[] {
  const bases = results.get(base)?.map(read) ?? [];
  return (results.get(name)?.map(read) ?? []).map((value, round) => value / (bases[round] ?? Number.NaN));
}

/** The `q`-quantile of sorted values, interpolated between neighbours. Throws when there are none. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const position = q * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new Error("Nothing was measured.");
  return below + (above - below) * (position - Math.floor(position));
}
