/** Each bucket is this much wider than the one before: a delay is known to 2.5 %. */
const growth = 1.05;

/** The bucket of a delay in milliseconds. Counts of buckets can be added up, and give the same percentiles whenever they are. */
export const bucketOf = (delayMs: number): number => Math.round(Math.log(Math.max(1, delayMs)) / Math.log(growth));

/** Below which delay so large a part of all is, in milliseconds (nearest rank); null where there is none. */
export function percentileOf(buckets: ReadonlyMap<string, number>, part: number): number | null {
  const sorted = [...buckets].map(([bucket, count]) => [Number(bucket), count] as const).sort((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.ceil(total * part);
  for (const [bucket, count] of sorted) {
    left -= count;
    if (left <= 0) return Math.round(growth ** bucket);
  }
  return null;
}
