/** Where in a partition a reader wants to begin: at, or right after, the first event with this value. */
export type StartPosition =
  | { readonly kind: "latest" }
  | { readonly kind: PositionKind; readonly value: number; readonly inclusive: boolean };

type PositionKind = "offset" | "sequenceNumber" | "enqueuedMs";

const KIND_BY_ANNOTATION: ReadonlyMap<string, PositionKind> = new Map([
  ["x-opt-offset", "offset"],
  ["x-opt-sequence-number", "sequenceNumber"],
  ["x-opt-enqueued-time", "enqueuedMs"],
]);

const SELECTOR = /^amqp\.annotation\.(x-opt-[a-z-]+)\s*(>=?)\s*'?(@latest|-?\d+)'?$/;

/** Without a selector a reader begins at the oldest event. */
export const EARLIEST: StartPosition = { kind: "offset", value: -1, inclusive: false };

/**
 * Parses the selector that a consumer puts on its link's source, such as `amqp.annotation.x-opt-offset > '@latest'`.
 * Returns null when it is none that Event Hubs knows.
 */
export function parseStartPosition(selector: string): StartPosition | null {
  const [, annotation = "", operator, value = ""] = SELECTOR.exec(selector) ?? [];
  const kind = KIND_BY_ANNOTATION.get(annotation);
  if (kind === undefined) return null;
  if (value === "@latest") return kind === "offset" ? { kind: "latest" } : null;
  return { kind, value: Number(value), inclusive: operator === ">=" };
}
