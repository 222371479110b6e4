import { inspect } from "node:util";

/** `level` is the library's: "trace", "debug", "information", "warning", "error" or "critical". */
export type LogLine = { readonly level: string; readonly category: string; readonly message: string };
export type Log = (line: LogLine) => void;

const alwaysShown = new Set(["warning", "error", "critical"]);

/** The default log, to stderr: warnings and worse, and what functions log at information. */
export function logToStderr({ level, category, message }: LogLine): void {
  const fromFunction = level === "information" && category.startsWith("Function.");
  if (!alwaysShown.has(level) && !fromFunction) return;
  process.stderr.write(`${new Date().toISOString()} [${level}] ${category}: ${message}\n`);
}

const charactersAtMost = 4_000;

/**
 * Message and stack of an error, as the real worker gives them to its host. Cause and other members are left out: the error of
 * a client holds the whole answer of a store, with its rows.
 */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : inspect(error);
  const inner = error instanceof AggregateError ? error.errors.slice(0, 5).map(describeError) : [];
  return [text, ...inner].join("\n").slice(0, charactersAtMost);
}
