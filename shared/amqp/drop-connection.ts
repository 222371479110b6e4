import type { Socket } from "node:net";

/** A connection of rhea, the AMQP library under Azure's; none of these members is documented. */
export type Connection = {
  readonly socket?: Socket;
  /** An error it caught while reading or writing. */
  readonly saved_error?: unknown;
  /** The length of the frame of which only a part has arrived. */
  readonly frame_size?: number;
  connect(): unknown;
};

/** Far above any frame of Event Hubs, whose messages end at 1 MiB. */
const longestFrame = 4 * 1024 * 1024;
/** How long the rest of a frame may take. */
const longestPartMs = 10_000;

const dropped = new WeakSet<Socket>();

/** Ends a connection at once. The client learns it from the socket's error, which rhea listens to. */
export function drop({ socket }: Connection, cause: unknown): void {
  if (socket === undefined || dropped.has(socket)) return;
  dropped.add(socket);
  socket.on("error", () => {});
  socket.removeAllListeners("data");
  socket.destroy(cause instanceof Error ? cause : new Error(String(cause)));
}

/** Ends a connection that has caught an error, or waits for a frame that will never be whole. */
export function dropSpoilt(connection: Connection): void {
  if (connection.saved_error !== undefined) drop(connection, connection.saved_error);
  else if (isNeverWhole(connection)) drop(connection, new Error("a frame does not end"));
}

const partSince = new WeakMap<Connection, number>();

/** Whether the length of the frame that is arriving must be wrong: such a frame swallows everything after it. */
function isNeverWhole(connection: Connection): boolean {
  const { frame_size } = connection;
  if (frame_size === undefined) {
    partSince.delete(connection);
    return false;
  }
  const nowMs = performance.now();
  const sinceMs = partSince.get(connection) ?? nowMs;
  partSince.set(connection, sinceMs);
  return frame_size > longestFrame || nowMs - sinceMs > longestPartMs;
}
