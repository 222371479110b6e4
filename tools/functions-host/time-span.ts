const timeSpanPattern = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,7})?)$/;

/** Milliseconds of a .NET TimeSpan text, `[d.]hh:mm:ss[.fffffff]`; null when the text is not one. */
export function parseTimeSpanMs(text: string): number | null {
  const match = timeSpanPattern.exec(text);
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  if (hours > 23 || minutes > 59 || seconds >= 60) return null;
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
