import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import rhea from "rhea";
import { Receiver } from "rhea-promise";

/** Ends a client's connections without the other end. */
export type AmqpEnd = {
  /** Ends all connections of the client at once. It cannot open another. */
  readonly destroy: () => void;
};

/** A connection of rhea, the AMQP library under Azure's; none of these members is documented. */
type Connection = {
  readonly socket?: Socket;
  /** The error that it has caught during reading or writing. */
  readonly saved_error?: unknown;
  /** The announced length of a frame of which only a part has arrived. */
  readonly frame_size?: number;
  connect(): unknown;
};

type Reader = {
  readonly buffer: Uint8Array;
  read_array_items(count: number, type: object): unknown[];
};

/** Holds a client's connection. A new one replaces it when it has ended. */
type Context = { readonly connection: object; refreshConnection(): void };

/** The methods of a connection that the event loop calls: for its socket, its timers, its next ticks. */
const entries = [
  "input",
  "output",
  "eof",
  "on_error",
  "connected",
  "idle",
  "abort_socket",
  "_disconnected",
  "_process",
  "_write_frame",
];

/** Far above any frame of Event Hubs, whose messages end at 1 MiB. */
const longestFrame = 4 * 1024 * 1024;
/** How long the rest of a frame may take to arrive. */
const longestPartMs = 10_000;

/**
 * Makes sure that no bytes which arrive on a client's connections end this process. At a malformed frame that is followed by more
 * bytes, rhea 3.0.5 throws into the event loop and reads on. Here the connection is dropped, and its client handles that like any
 * other loss. The client is one of @azure/event-hubs; throws when its internals have changed.
 */
export function guardConnections(client: object): AmqpEnd {
  const context = memberOf(client, "_context") as Context;
  const connections = new Set<Connection>();
  let destroyed = false;
  const take = (): void => {
    const connection = memberOf(context.connection, "_connection") as Connection;
    guardLibrary(connection);
    guardEvents(context.connection);
    connections.add(connection);
    if (destroyed) connection.connect = refuseToConnect;
  };
  const destroy = (): void => {
    destroyed = true;
    for (const connection of connections) {
      connection.connect = refuseToConnect;
      drop(connection, new Error("the connection was given up"));
    }
  };
  const { refreshConnection } = context;
  context.refreshConnection = () => {
    refreshConnection.call(context);
    take();
    for (const connection of connections) if (connection.socket?.destroyed === true) connections.delete(connection);
  };
  take();
  return { destroy };
}

function refuseToConnect(): never {
  throw new Error("this client was destroyed");
}

function memberOf(value: object, name: string): object {
  const member: unknown = Reflect.get(value, name);
  if (typeof member === "object" && member !== null) return member;
  throw new Error(`@azure/event-hubs or what it is built on has no ${name} any more`);
}

const guarded = new WeakSet<object>();

/** Guards the prototypes. Each copy of the library has its own. */
function guardLibrary(connection: Connection): void {
  const prototype: Record<string, (...parameters: unknown[]) => unknown> = Object.getPrototypeOf(connection);
  if (guarded.has(prototype)) return;
  guarded.add(prototype);
  for (const name of entries) {
    const enter = prototype[name];
    if (enter === undefined) throw new Error(`rhea's connections have no ${name} any more`);
    prototype[name] = function (this: Connection, ...parameters: unknown[]) {
      try {
        const result = enter.apply(this, parameters);
        dropSpoilt(this);
        return result;
      } catch (error) {
        drop(this, error);
        return undefined;
      }
    };
  }
  limitArrays();
  nameEndedLinks();
}

/**
 * Guards the emitters that pass rhea's events on, some of them by a timer. They throw an "error" event without a listener, and
 * every error of a listener.
 */
function guardEvents(entity: object): void {
  const prototype = eventPrototypeOf(entity);
  if (guarded.has(prototype)) return;
  guarded.add(prototype);
  const { emit } = EventEmitter.prototype;
  Object.assign(prototype, {
    emit(this: EventEmitter, name: string, ...parameters: readonly EventContext[]): boolean {
      try {
        return emit.call(this, name, ...parameters);
      } catch (error) {
        const connection = parameters[0]?.connection?._connection;
        if (connection !== undefined) drop(connection, error);
        return true;
      }
    },
  });
}

/** The parameter of an event. */
type EventContext = { readonly connection?: { readonly _connection?: Connection } } | undefined;

/** The common base class of connections, sessions and links, directly below Node's EventEmitter. */
function eventPrototypeOf(entity: object): object {
  let prototype = entity;
  for (
    let above = Object.getPrototypeOf(entity);
    above !== EventEmitter.prototype;
    above = Object.getPrototypeOf(above)
  ) {
    if (above === null) throw new Error("rhea-promise's connections emit no events any more");
    prototype = above;
  }
  return prototype;
}

const dropped = new WeakSet<Socket>();

function dropSpoilt(connection: Connection): void {
  if (connection.saved_error !== undefined) drop(connection, connection.saved_error);
  else if (isNeverWhole(connection)) drop(connection, new Error("a frame does not end"));
}

const partSince = new WeakMap<Connection, number>();

/** Whether a frame will never be complete: its length is wrong, so all later bytes would count as its content. */
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

/** rhea listens to the socket's error, and so the client learns of it. */
function drop({ socket }: Connection, cause: unknown): void {
  if (socket === undefined || dropped.has(socket)) return;
  dropped.add(socket);
  socket.on("error", () => {});
  socket.removeAllListeners("data");
  socket.destroy(cause instanceof Error ? cause : new Error(String(cause)));
}

/** An array of zero-length values can claim to hold thousands of millions of them. */
function limitArrays(): void {
  const types = memberOf(rhea, "types") as { readonly Reader: { readonly prototype: Reader } };
  const reader = types.Reader.prototype;
  const { read_array_items } = reader;
  reader.read_array_items = function (this: Reader, count, type) {
    if (count > this.buffer.length) throw new RangeError(`an array of ${count} values in ${this.buffer.length} bytes`);
    return read_array_items.call(this, count, type);
  };
}

/** @azure/core-amqp reads the address in a timer, for an error text. For a link that has ended this would throw. */
function nameEndedLinks(): void {
  Object.defineProperty(Object.getPrototypeOf(Receiver.prototype), "address", {
    configurable: true,
    get(this: { readonly source?: { readonly address?: string } }) {
      return this.source?.address;
    },
  });
}
