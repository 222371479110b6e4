import type { TableClient } from "@azure/data-tables";
import type { EventHubProducerClient } from "@azure/event-hubs";
import type { TokenCredential } from "@azure/identity";
import type { Producer } from "../../shared/audit/publish/hub-sender.ts";
import type { OnStoreTime } from "../../shared/tables/genuine-answers.ts";
import { type TablesConnection, tableClient } from "../../shared/tables/table-client.ts";
import type { Settings } from "../settings.ts";
import { lazy } from "./lazy.ts";

/** The tables of the app, as the template in infra/ makes them. */
export const tableNames = {
  config: "EmergencyConfig",
  lookups: "LookupTables",
  outbox: "AuditOutbox",
  trail: "AuditTrail",
  byCall: "AuditByCall",
  deadLetters: "AuditDeadLetter",
  watch: "Watch",
  proposals: "Proposals",
} as const;

export type Tables = Readonly<Record<keyof typeof tableNames, TableClient>>;

/** The clients of both stores, one of each for the whole process. Making them uses no network. */
export type Clients = {
  readonly tables: Tables;
  /** A new producer client for the audit hub; there is one at a time. The first use loads the library. */
  readonly makeProducer: () => Promise<Producer>;
};

/** Quick and few: every waiting call has its own budget, after which its event goes to the outbox. */
const sendRetries = { maxRetries: 3, retryDelayInMs: 100, timeoutInMs: 2_000 };

/** `onStoreTime` gets the instant that each answer of Table Storage carries. */
export async function makeClients(settings: Settings, onStoreTime?: OnStoreTime): Promise<Clients> {
  const connection = await tablesConnection(settings);
  const table = (name: keyof Tables) => tableClient(connection, tableNames[name], onStoreTime);
  return {
    tables: {
      config: table("config"),
      lookups: table("lookups"),
      outbox: table("outbox"),
      trail: table("trail"),
      byCall: table("byCall"),
      deadLetters: table("deadLetters"),
      watch: table("watch"),
      proposals: table("proposals"),
    },
    makeProducer: producerMaker(settings),
  };
}

async function tablesConnection(settings: Settings): Promise<TablesConnection> {
  const { TABLES_CONNECTION, TABLES_CONNECTION__tableServiceUri: tableServiceUri } = settings;
  if (TABLES_CONNECTION !== undefined) return { connectionString: TABLES_CONNECTION };
  if (tableServiceUri === undefined) throw new Error("Table Storage is not configured");
  return { tableServiceUri, credential: await managedIdentity(settings.TABLES_CONNECTION__clientId) };
}

/** The library is loaded while the first configuration is being read: no decision waits for it. */
function producerMaker(settings: Settings): Clients["makeProducer"] {
  const options = { retryOptions: sendRetries };
  const {
    EVENT_HUBS_CONNECTION,
    EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: namespace,
    AUDIT_EVENT_HUB,
  } = settings;
  const library = () => import("@azure/event-hubs");
  const guarded = async (producer: EventHubProducerClient): Promise<Producer> => {
    const { guardConnections } = await import("../../shared/amqp/guard-connections.ts");
    return Object.assign(producer, guardConnections(producer));
  };
  if (EVENT_HUBS_CONNECTION !== undefined)
    return async () =>
      guarded(new (await library()).EventHubProducerClient(EVENT_HUBS_CONNECTION, AUDIT_EVENT_HUB, options));
  if (namespace === undefined) throw new Error("Event Hubs is not configured");
  const credential = lazy(() => managedIdentity(settings.EVENT_HUBS_CONNECTION__clientId));
  return async () => {
    const [{ EventHubProducerClient }, identity] = await Promise.all([library(), credential()]);
    return guarded(new EventHubProducerClient(namespace, AUDIT_EVENT_HUB, identity, options));
  };
}

/** The identity library takes long to load, so it is loaded only where it is needed. */
export async function managedIdentity(clientId: string | undefined): Promise<TokenCredential> {
  const { ManagedIdentityCredential } = await import("@azure/identity");
  return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential(clientId);
}
