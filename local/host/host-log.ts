import { inspect } from "node:util";

/** `level` is the library's: "trace", "debug", "information", "warning", "error" or "critical". */
export type LogLine = { readonly level: string; readonly category: string; readonly message: string };
export type Log = (line: LogLine) => void;

const alwaysShown = new Set(["warning", "error", "critical"]);

/** The default log: stderr gets warnings and worse from everywhere, and what functions log at information. */
export function logToStderr({ level, category, message }: LogLine): void {
  const fromFunction = level === "information" && category.startsWith("Function.");
  if (!alwaysShown.has(level) && !fromFunction) return;
  process.stderr.write(`${new Date().toISOString()} [${level}] ${category}: ${message}\n`);
}

/** Message, stack and causes of anything thrown. */
export function describeError(error: unknown): string {
  return inspect(error);
}
