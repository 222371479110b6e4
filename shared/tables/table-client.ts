import { TableClient } from "@azure/data-tables";
import type { TokenCredential } from "@azure/identity";
import { type OnStoreTime, takeOnlyGenuineAnswers } from "./genuine-answers.ts";
import { plainBodies } from "./plain-bodies.ts";

/** How Table Storage is reached: with a connection string, or at an endpoint with an identity. */
export type TablesConnection =
  | { readonly connectionString: string }
  | { readonly tableServiceUri: string; readonly credential: TokenCredential };

/** The client's own retries are few and quick: every caller has a deadline, and a fallback that beats waiting. */
const clientOptions = { retryOptions: { maxRetries: 2, retryDelayInMs: 50, maxRetryDelayInMs: 400 } };

/**
 * A client for one table, which takes only what Table Storage itself answers. Plain HTTP only to this machine itself. Reaches
 * no network.
 */
export function tableClient(connection: TablesConnection, table: string, onStoreTime?: OnStoreTime): TableClient {
  const client = clientFor(connection, table);
  takeOnlyGenuineAnswers(client, onStoreTime);
  client.pipeline.addPolicy(plainBodies, { afterPhase: "Sign" });
  return client;
}

function clientFor(connection: TablesConnection, table: string): TableClient {
  if ("credential" in connection)
    return new TableClient(connection.tableServiceUri, table, connection.credential, clientOptions);
  const allowInsecureConnection = /TableEndpoint=http:\/\/(?:127\.0\.0\.1|localhost)[:/]/i.test(
    connection.connectionString,
  );
  return TableClient.fromConnectionString(connection.connectionString, table, {
    ...clientOptions,
    allowInsecureConnection,
  });
}
