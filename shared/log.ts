/** Where the product says what it notices. `details` must not hold secrets, nor personal data outside a last-resort audit record. */
export type Log = {
  readonly info: (message: string, details?: object) => void;
  readonly warn: (message: string, details?: object) => void;
  readonly error: (message: string, details?: object) => void;
};

/** One JSON object a line on the console, which the Functions host collects. */
export const consoleLog: Log = {
  info: (message, details) => console.info(JSON.stringify({ level: "info", message, ...details })),
  warn: (message, details) => console.warn(JSON.stringify({ level: "warn", message, ...details })),
  error: (message, details) => console.error(JSON.stringify({ level: "error", message, ...details })),
};

/** What of an error is fit for a log: its kind and first line, and those of the errors it stands for. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describeError).join("; ");
  return error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error);
}
