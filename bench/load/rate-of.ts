/**
 * How many things happen in a period: counted from the first to the last of those there were in a window, so that it does not
 * matter where in a period the window begins and ends. Where there was one at most, the window itself is the time.
 */
export function rateOf(atMs: readonly number[], windowMs: number, periodMs: number): number {
  const [first, last] = [Math.min(...atMs), Math.max(...atMs)];
  if (atMs.length < 2 || first === last) return (atMs.length * periodMs) / windowMs;
  return ((atMs.length - 1) * periodMs) / (last - first);
}
