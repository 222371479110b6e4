import { EventEmitter } from "node:events";
import rhea from "rhea";
import { Receiver } from "rhea-promise";
import { type Connection, drop, dropSpoilt } from "./drop-connection.ts";

type Reader = {
  readonly buffer: Uint8Array;
  read_array_items(count: number, type: object): unknown[];
};

/** The methods by which the event loop enters a connection: from its socket, its timers, its next ticks. */
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

const guarded = new WeakSet<object>();

/** Catches errors in the methods of all connections that this copy of the library makes. */
export function guardLibrary(connection: Connection): void {
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
 * Catches errors where rhea's events are passed on, sometimes by a timer: an "error" without a listener is thrown there, and so
 * is an error in a listener.
 */
export function guardEvents(entity: object): void {
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

/** What an event comes with. */
type EventContext = { readonly connection?: { readonly _connection?: Connection } } | undefined;

/** The class that connections, sessions and links share: the one directly below Node's EventEmitter. */
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

/** An array of values that take no bytes each can claim to hold billions. */
function limitArrays(): void {
  const types = memberOf(rhea, "types") as { readonly Reader: { readonly prototype: Reader } };
  const reader = types.Reader.prototype;
  const { read_array_items } = reader;
  reader.read_array_items = function (this: Reader, count, type) {
    if (count > this.buffer.length) throw new RangeError(`an array of ${count} values in ${this.buffer.length} bytes`);
    return read_array_items.call(this, count, type);
  };
}

/** @azure/core-amqp reads the address in a timer, for a message; for a link that has ended that throws. */
function nameEndedLinks(): void {
  Object.defineProperty(Object.getPrototypeOf(Receiver.prototype), "address", {
    configurable: true,
    get(this: { readonly source?: { readonly address?: string } }) {
      return this.source?.address;
    },
  });
}

export function memberOf(value: object, name: string): object {
  const member: unknown = Reflect.get(value, name);
  if (typeof member === "object" && member !== null) return member;
  throw new Error(`@azure/event-hubs or what it is built on has no ${name} any more`);
}
