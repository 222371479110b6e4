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

/** Errors of our own, whose messages hold nothing that came from outside. */
const ownErrors: ReadonlySet<string> = new Set(["DependencyError", "DamagedVersionError"]);
/** Errors whose message is what a store answered, or a piece of what was read. */
const quotingErrors: ReadonlySet<string> = new Set(["RestError", "SyntaxError"]);

const errorsAtMost = 5;
const messageAtMost = 300;
const lookedAtMost = 10_000;

/**
 * What of an error is fit for a log, at most some 2,000 characters: its class, its code and status, and its message where that
 * cannot hold what a store answered. Of any other message only the length is told: rows hold callers.
 */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError) return describeErrors(error.errors);
  if (!(error instanceof Error)) return typeof error === "string" ? harmless(error) : `a thrown ${typeof error}`;
  if (ownErrors.has(error.name)) return `${error.name}: ${firstLine(error.message).slice(0, messageAtMost)}`;
  const facts = [word(error.name), ...codesOf(error)].join(" ");
  if (error.message === "") return facts;
  if (quotingErrors.has(error.name)) return `${facts} (${error.message.length} characters)`;
  return `${facts}: ${harmless(error.message)}`;
}

function describeErrors(errors: readonly unknown[]): string {
  const described = errors.slice(0, errorsAtMost).map(describeError);
  const others = errors.length - described.length;
  return [...described, ...(others > 0 ? [`${others} more`] : [])].join("; ").slice(0, 2_000);
}

/** What names the fault in the errors of Node.js (system errors), Azure's clients and AMQP. */
const codeMembers = ["code", "statusCode", "condition", "syscall", "address", "port"] as const;

const codesOf = (error: Error): readonly string[] =>
  codeMembers.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" || typeof value === "number" ? [word(String(value))] : [];
  });

/** One word that can be a name, a code or an address; anything else is told by its length. */
const word = (text: string): string =>
  /^[A-Za-z0-9_.:-]{1,80}$/.test(text) && !/\d{7}/.test(text) ? text : `(${text.length} characters)`;

/** A message up to where it begins to quote, without numbers that could be somebody's. */
function harmless(message: string): string {
  const said = firstLine(message).split(/["'`{[<]/, 1)[0] ?? "";
  // First without numbers, then cut short: half of a number is one that is not recognised.
  const short = said.slice(0, lookedAtMost).replace(longNumber, "#").slice(0, messageAtMost);
  return short.length === message.length ? short : `${short}… (${message.length} characters)`;
}

/** As many digits as a subscriber's number has, whatever separates them. */
const longNumber = /\p{Nd}(?:[\s()./-]*\p{Nd}){6,}/gu;

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
