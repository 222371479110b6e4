import { connectionStringFor } from "./connection-string.ts";
import { createFaults, type Fault } from "./faults.ts";
import { type HubDefinition, openHubs } from "./hubs.ts";
import { type Listener, listen } from "./listener.ts";
import { serveConnection } from "./serve-connection.ts";

export type { Fault } from "./faults.ts";
export type { HubDefinition } from "./hubs.ts";

/** A stand-in for an Event Hubs namespace. The genuine producer and consumer clients work with it. */
export type EventHubsStandIn = {
  readonly port: number;
  readonly connectionString: string;
  /** How many transfers (single events or batches) producers have sent. */
  readonly sends: () => number;
  /** Replaces the present fault. With `times` it ends after that many sends; "down" lasts until it is replaced. */
  inject(fault: Fault, options?: { readonly times?: number }): Promise<void>;
  stop(): Promise<void>;
};

export type EventHubsOptions = {
  /** 0: any free one. */
  readonly port: number;
  readonly hubs: readonly HubDefinition[];
  /** Where events are stored. Unset: in memory only. */
  readonly directory?: string;
};

/** Starts the stand-in in this process. Rejects, naming the port, when the port is in use. */
export async function startEventHubs(options: EventHubsOptions): Promise<EventHubsStandIn> {
  const faults = createFaults();
  let sends = 0;
  const countSend = () => {
    sends += 1;
  };
  // The port first: a second stand-in on the same port must not touch the files of the first.
  const listener = await listen(options.port, (connection) => serveConnection(connection, { hubs, faults, countSend }));
  const { hubs, close: closeHubs } = await openHubsBehind(listener, options);

  return {
    port: listener.port,
    connectionString: connectionStringFor(listener.port),
    sends: () => sends,
    async inject(fault, { times } = {}) {
      faults.set(fault, times);
      await (fault.kind === "down" ? listener.close() : listener.open());
    },
    async stop() {
      await listener.close();
      closeHubs();
    },
  };
}

async function openHubsBehind(listener: Listener, { hubs, directory }: EventHubsOptions) {
  try {
    return openHubs(hubs, directory);
  } catch (error) {
    await listener.close();
    throw error;
  }
}
