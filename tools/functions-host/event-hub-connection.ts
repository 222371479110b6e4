import type { CheckpointStore, EventHubConsumerClient } from "@azure/event-hubs";
import type { TokenCredential } from "@azure/identity";
import type { AmqpEnd } from "../../shared/amqp/guard-connections.ts";
import type { EventHubSettings } from "./read-host-json.ts";
import type { EventHubBinding, Settings } from "./read-trigger.ts";

export type HubConnection = { readonly connectionString: string } | ByIdentity;

type ByIdentity = {
  readonly fullyQualifiedNamespace: string;
  /** Which managed identity; unset: the default chain of @azure/identity. */
  readonly managedIdentity?: { readonly clientId: string | undefined };
};

/**
 * Resolves the binding's `connection`: the setting of that name (a connection string), or its
 * `NAME__fullyQualifiedNamespace` (identity; `NAME__credential=managedidentity` and `NAME__clientId` say which). Throws when neither is set.
 */
export function resolveConnection(name: string, settings: Settings): HubConnection {
  const connectionString = settings[name];
  if (connectionString !== undefined && connectionString !== "") return { connectionString };
  const fullyQualifiedNamespace = settings[`${name}__fullyQualifiedNamespace`];
  if (fullyQualifiedNamespace !== undefined && fullyQualifiedNamespace !== "") {
    const isManaged = settings[`${name}__credential`] === "managedidentity";
    return {
      fullyQualifiedNamespace,
      ...(isManaged && { managedIdentity: { clientId: settings[`${name}__clientId`] } }),
    };
  }
  throw new Error(`No setting "${name}" or "${name}__fullyQualifiedNamespace" for the Event Hubs connection.`);
}

/** A consumer client that can be ended without the hub. */
export type HubConsumer = EventHubConsumerClient & AmqpEnd;

/** The genuine consumer client. Its packages are loaded here, and only for apps with Event Hub triggers. */
export async function createConsumer(
  connection: HubConnection,
  binding: EventHubBinding,
  store: CheckpointStore,
  settings: EventHubSettings,
): Promise<HubConsumer> {
  const { guardConnections } = await import("../../shared/amqp/guard-connections.ts");
  const client = await makeClient(connection, binding, store, settings);
  return Object.assign(client, guardConnections(client));
}

async function makeClient(
  connection: HubConnection,
  { consumerGroup, eventHubName }: EventHubBinding,
  store: CheckpointStore,
  settings: EventHubSettings,
): Promise<EventHubConsumerClient> {
  const { EventHubConsumerClient, parseEventHubConnectionString } = await import("@azure/event-hubs");
  const { tryTimeout, delay, maximumDelay, maximumRetries } = settings.clientRetryOptions;
  const options = {
    retryOptions: {
      timeoutInMs: tryTimeout,
      retryDelayInMs: delay,
      maxRetryDelayInMs: maximumDelay,
      maxRetries: maximumRetries,
    },
    // How long after an error a partition is read again.
    loadBalancingOptions: { updateIntervalInMs: 1000 },
  };
  if ("fullyQualifiedNamespace" in connection) {
    const { fullyQualifiedNamespace } = connection;
    return new EventHubConsumerClient(
      consumerGroup,
      fullyQualifiedNamespace,
      eventHubName,
      await credentialOf(connection),
      store,
      options,
    );
  }
  const { connectionString } = connection;
  // A hub named in the connection string wins over the binding's, as in production.
  const hub = parseEventHubConnectionString(connectionString).eventHubName ?? eventHubName;
  return new EventHubConsumerClient(consumerGroup, connectionString, hub, store, options);
}

async function credentialOf({ managedIdentity }: ByIdentity): Promise<TokenCredential> {
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import("@azure/identity");
  if (managedIdentity === undefined) return new DefaultAzureCredential();
  const { clientId } = managedIdentity;
  return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential(clientId);
}
