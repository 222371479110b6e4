/** The log of the product. `details` must not hold secrets, nor personal data except in an audit event that is stored nowhere else. */
export type Log = {
  readonly info: (message: string, details?: object) => void;
  readonly warn: (message: string, details?: object) => void;
  readonly error: (message: string, details?: object) => void;
};

/** Writes one JSON object a line to the console, which the Functions host collects. */
export const consoleLog: Log = {
  info: (message, details) => console.info(JSON.stringify({ level: "info", message, ...details })),
  warn: (message, details) => console.warn(JSON.stringify({ level: "warn", message, ...details })),
  error: (message, details) => console.error(JSON.stringify({ level: "error", message, ...details })),
};

/** Errors of this product. Their messages hold nothing from outside. */
const ownErrors: ReadonlySet<string> = new Set(["DependencyError", "DamagedVersionError"]);
/** Errors whose message quotes what a store answered, or what was read. */
const quotingErrors: ReadonlySet<string> = new Set(["RestError", "SyntaxError"]);

const errorsAtMost = 5;
const messageAtMost = 300;
const lookedAtMost = 10_000;

/**
 * An error in a form fit for the log, at most about 2,000 characters: its class, code and status, and its message if that cannot
 * quote what a store answered. Of other messages only the length is given: stored rows have callers' numbers.
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

/** The members that identify errors of Node.js (system errors), Azure's clients and AMQP. */
const codeMembers = ["code", "statusCode", "condition", "syscall", "address", "port"] as const;

const codesOf = (error: Error): readonly string[] =>
  codeMembers.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" || typeof value === "number" ? [word(String(value))] : [];
  });

/** A word that can be a name, a code or an address; for anything else its length. */
const word = (text: string): string =>
  /^[A-Za-z0-9_.:-]{1,80}$/.test(text) && !/\d{7}/.test(text) ? text : `(${text.length} characters)`;

/** A message up to its first quotation, without numbers that may be telephone numbers. */
function harmless(message: string): string {
  const said = firstLine(message).split(/["'`{[<]/, 1)[0] ?? "";
  // Numbers are removed before the text is cut: half a number would not be recognised.
  const short = said.slice(0, lookedAtMost).replace(longNumber, "#").slice(0, messageAtMost);
  return short.length === message.length ? short : `${short}… (${message.length} characters)`;
}

/** As many digits as a subscriber's number has, with any separators. */
const longNumber = /\p{Nd}(?:[\s()./-]*\p{Nd}){6,}/gu;

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
