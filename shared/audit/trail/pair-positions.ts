import type { HubPosition } from "./hub-positions.ts";

/** A message's body with its place in the hub; null where that cannot be told. */
export type PairedMessage = { readonly body: unknown; readonly position: HubPosition | null };

/** `count` of the messages at `positions` came without a body. */
export type EmptyMessages = { readonly count: number; readonly positions: readonly HubPosition[] };

export type PairedBatch = { readonly messages: readonly PairedMessage[]; readonly empty: readonly EmptyMessages[] };

/**
 * Finds each message's place in the hub. The host leaves empty bodies out of the messages but not out of the metadata, so that
 * indexes match only if no body is empty. Otherwise messages whose event id is the message id of a position are fixed points, and
 * what lies between two of them is paired if the numbers agree.
 */
export function pairPositions(bodies: readonly unknown[], positions: readonly HubPosition[]): PairedBatch {
  if (bodies.length === positions.length)
    return { messages: bodies.map((body, index) => ({ body, position: positions[index] ?? null })), empty: [] };
  const messages: PairedMessage[] = [];
  const empty: EmptyMessages[] = [];
  let bodiesDone = 0;
  let positionsDone = 0;
  const pairStretch = (bodiesEnd: number, positionsEnd: number): void => {
    const stretch = positions.slice(positionsDone, positionsEnd);
    const isWhole = stretch.length === bodiesEnd - bodiesDone;
    for (let index = bodiesDone; index < bodiesEnd; index++)
      messages.push({ body: bodies[index], position: isWhole ? (stretch[index - bodiesDone] ?? null) : null });
    const missing = stretch.length - (bodiesEnd - bodiesDone);
    if (missing > 0) empty.push({ count: missing, positions: stretch });
    bodiesDone = bodiesEnd;
    positionsDone = positionsEnd;
  };
  for (const [index, body] of bodies.entries()) {
    const id = idOf(body);
    const found =
      id === null ? -1 : positions.findIndex((position, at) => at >= positionsDone && position.messageId === id);
    const position = positions[found];
    if (position === undefined) continue;
    pairStretch(index, found);
    messages.push({ body, position });
    bodiesDone = index + 1;
    positionsDone = found + 1;
  }
  pairStretch(bodies.length, positions.length);
  return { messages, empty };
}

function idOf(body: unknown): string | null {
  const id = typeof body === "object" && body !== null ? Reflect.get(body, "id") : null;
  return typeof id === "string" ? id : null;
}
