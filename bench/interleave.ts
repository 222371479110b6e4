/** One of the things that are compared; `sample` measures it once. */
export type Contestant<Sample> = { readonly name: string; readonly sample: () => Sample | Promise<Sample> };

/** Every sample of each contestant, in the order they were taken. */
export type Results<Sample> = ReadonlyMap<string, readonly Sample[]>;

/**
 * Measures all contestants in turn, `rounds` times over, after one round that does not count. Each round begins with another
 * one, so that whatever else the machine does falls on all of them alike.
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

/** A figure of one contestant over all rounds: its median, and how far the rounds lie apart. */
export type Figure = { readonly median: number; readonly least: number; readonly most: number };

/** Throws when there is no such contestant or it has no sample. */
export function figureOf<Sample>(results: Results<Sample>, name: string, read: (sample: Sample) => number): Figure {
  const values = (results.get(name) ?? []).map(read).sort((a, b) => a - b);
  return { median: quantile(values, 0.5), least: quantile(values, 0), most: quantile(values, 1) };
}

/** How one contestant compares with another: the ratio of their medians, and the least and greatest ratio of any one round. */
export function ratioOf<Sample>(
  results: Results<Sample>,
  name: string,
  base: string,
  read: (sample: Sample) => number,
): Figure {
  const ratios = roundRatios(results, name, base, read);
  return {
    median: figureOf(results, name, read).median / figureOf(results, base, read).median,
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
}

/**
 * The same by rounds: the median of the ratios of each round. For what hangs on what else the machine does at that moment, as
 * the slowest of many calls do: samples of one round are neighbours.
 */
export function ratioByRound<Sample>(
  results: Results<Sample>,
  name: string,
  base: string,
  read: (sample: Sample) => number,
): Figure {
  return figureOf(new Map([[name, roundRatios(results, name, base, read)]]), name, (ratio) => ratio);
}

function roundRatios<Sample>(
  results: Results<Sample>,
  name: string,
  base: string,
  read: (sample: Sample) => number,
): readonly number[] {
  const bases = results.get(base)?.map(read) ?? [];
  return (results.get(name)?.map(read) ?? []).map((value, round) => value / (bases[round] ?? Number.NaN));
}

/** The value that a share `q` of the sorted values does not exceed, interpolated for the median of an even number. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const position = q * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new Error("There is nothing measured.");
  return below + (above - below) * (position - Math.floor(position));
}
