/** A part of the past that is read at once. Reading stops when there are more than `rowsAtMost` rows. */
export type PartOfPast = { readonly fromMs: number; readonly beforeMs: number; readonly rowsAtMost: number };

/** A part has no more rows than are read quickly; after one with few rows the next is four times as long. */
const rowsPerPart = 2_000;
const growth = 4;
const shortestPartMs = 1_000;
const firstPartMs = 360_000;

/**
 * Reads the past in parts, the latest first: Table Storage reads a partition oldest first only. A part in which there was too
 * much is read again as shorter ones.
 */
export async function* partsBackwards<Found extends { readonly rows: number }>(
  { oldestMs, newestMs }: { readonly oldestMs: number; readonly newestMs: number },
  read: (part: PartOfPast) => Promise<Found>,
): AsyncGenerator<Found & { readonly fromMs: number }, void, undefined> {
  let lengthMs = firstPartMs;
  for (let beforeMs = newestMs; beforeMs > oldestMs; ) {
    const fromMs = Math.max(oldestMs, beforeMs - lengthMs);
    const rowsAtMost = lengthMs > shortestPartMs ? rowsPerPart : Number.POSITIVE_INFINITY;
    const found = await read({ fromMs, beforeMs, rowsAtMost });
    if (found.rows > rowsAtMost) {
      lengthMs = Math.max(shortestPartMs, Math.floor(lengthMs / growth));
      continue;
    }
    yield { ...found, fromMs };
    beforeMs = fromMs;
    if (found.rows < rowsPerPart / growth) lengthMs *= growth;
  }
}
