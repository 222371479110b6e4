import type { CheckpointStore, EventHubConsumerClient } from "@azure/event-hubs";
import type { TokenCredential } from "@azure/identity";
import type { AmqpEnd } from "../../shared/amqp-connection.ts";
import type { Settings } from "./binding-settings.ts";
import type { EventHubSettings } from "./read-host-json.ts";
import type { EventHubBinding } from "./read-trigger.ts";

export type HubConnection = { readonly connectionString: string } | ByIdentity;

type ByIdentity = {
  readonly fullyQualifiedNamespace: string;
  /** The managed identity to take; undefined: whatever identity there is. */
  readonly managedIdentity?: { readonly clientId: string | undefined };
};

/**
 * What the binding's `connection` stands for: the setting of that name (a connection string), or its
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

/** A consumer client, and its end without a word. */
export type HubConsumer = EventHubConsumerClient & AmqpEnd;

/** The genuine consumer client. The packages are loaded here: an app without Event Hub triggers does not pay for them. */
export async function createConsumer(
  connection: HubConnection,
  binding: EventHubBinding,
  store: CheckpointStore,
  settings: EventHubSettings,
): Promise<HubConsumer> {
  const { guardConnections } = await import("../../shared/amqp-connection.ts");
  const client = await makeClient(connection, binding, store, settings);
  return Object.assign(client, guardConnections(client));
}

async function makeClient(
  connection: HubConnection,
  { consumerGroup, eventHubName }: EventHubBinding,
  store: CheckpointStore,
  settings: EventHubSettings,
): Promise<EventHubConsumerClient> {
  const { EventHubConsumerClient, parseEventHubConnectionString, RetryMode } = await import("@azure/event-hubs");
  const { mode, tryTimeout, delay, maximumDelay, maximumRetries } = settings.clientRetryOptions;
  const options = {
    retryOptions: {
      mode: mode === "fixed" ? RetryMode.Fixed : RetryMode.Exponential,
      timeoutInMs: tryTimeout,
      retryDelayInMs: delay,
      maxRetryDelayInMs: maximumDelay,
      maxRetries: maximumRetries,
    },
    // How long a partition whose reading has failed waits to be read again.
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
