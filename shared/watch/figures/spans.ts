/** The spans of time that figures are kept for. A span is named by the instant that it begins with. */
export const minuteMs = 60_000;
export const quarterMs = 15 * minuteMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The beginning of the span of this length that an instant is in. */
export const spanOf = (atMs: number, lengthMs: number): string =>
  new Date(Math.floor(atMs / lengthMs) * lengthMs).toISOString();

/** Windows up to this length are exact to the minute; longer ones begin with a quarter of an hour. */
export const recentMs = 2 * hourMs;

/** Minutes and quarters are kept as long as a report may look back. */
export const keptMs = 31 * dayMs + hourMs;
