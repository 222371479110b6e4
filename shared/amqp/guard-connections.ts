import { type Connection, drop } from "./drop-connection.ts";
import { guardEvents, guardLibrary, memberOf } from "./guard-library.ts";

/** Ends a client's connections without the other end. */
export type AmqpEnd = {
  /** Ends all connections of the client at once. It cannot open another. */
  readonly destroy: () => void;
};

/** Holds a client's connection. A new one replaces it when it has ended. */
type Context = { readonly connection: object; refreshConnection(): void };

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
