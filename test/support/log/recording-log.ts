import type { Log } from "../../../shared/log.ts";
import { keepLogged } from "./suite-log.ts";

export type RecordedLine = { readonly level: keyof Log; readonly message: string; readonly details: object };

/** A log that keeps its lines. */
export function recordingLog(): Log & { readonly lines: readonly RecordedLine[] } {
  const lines: RecordedLine[] = [];
  const keep =
    (level: keyof Log) =>
    (message: string, details: object = {}) => {
      lines.push({ level, message, details });
      keepLogged(JSON.stringify({ level, message, ...details }));
    };
  return { lines, info: keep("info"), warn: keep("warn"), error: keep("error") };
}
