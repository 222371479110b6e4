/** Where in a partition a reader begins: at, or right after, the first event with this value. */
export type StartPosition = {
  readonly kind: "offset" | "sequenceNumber";
  readonly value: number;
  readonly inclusive: boolean;
};

const selectorPattern = /^amqp\.annotation\.x-opt-(offset|sequence-number)\s*(>=?)\s*'?(-?\d+)'?$/;

/** Without a selector a reader begins at the oldest event. */
export const EARLIEST: StartPosition = { kind: "offset", value: -1, inclusive: false };

/**
 * Parses the selector on the source of a consumer's link, such as `amqp.annotation.x-opt-offset > '120'`. Returns null for
 * any other, also for those by time and for `@latest`, which nothing here uses.
 */
export function parseStartPosition(selector: string): StartPosition | null {
  const [, annotation, operator, value] = selectorPattern.exec(selector) ?? [];
  if (annotation === undefined) return null;
  const kind = annotation === "offset" ? "offset" : "sequenceNumber";
  return { kind, value: Number(value), inclusive: operator === ">=" };
}
