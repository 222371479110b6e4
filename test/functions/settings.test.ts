import { describe, expect, it } from "vitest";
import { readSettings, SettingsError, settingFields } from "../../functions/settings.ts";

const tables = "DefaultEndpointsProtocol=https;AccountName=account;AccountKey=a2V5;EndpointSuffix=core.windows.net";
const hubs = "Endpoint=sb://name.servicebus.windows.net;SharedAccessKeyName=send;SharedAccessKey=a2V5";
const open = { AUTHENTICATION: "none" } as const;
const connections = { ...open, TABLES_CONNECTION: tables, EVENT_HUBS_CONNECTION: hubs };
const identities = {
  ...open,
  TABLES_CONNECTION__tableServiceUri: "https://account.table.core.windows.net",
  EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: "name.servicebus.windows.net",
};

const secured = {
  TABLES_CONNECTION: tables,
  EVENT_HUBS_CONNECTION: hubs,
  ENTRA_TENANT_ID: "7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10",
  ENTRA_AUDIENCE: "0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21",
};

/** What the one error that reading throws says is wrong. */
function faultsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    return error instanceof SettingsError ? error.faults : [];
  }
  return [];
}

describe("the settings", () => {
  it("have defaults for all but the connections", () => {
    expect(readSettings(connections)).toMatchObject({
      ...connections,
      AUDIT_EVENT_HUB: "emergency-audit",
      AUDIT_PUBLISH_BUDGET_MS: 250,
      AUDIT_OUTBOX_BUDGET_MS: 250,
      AUDIT_RETENTION_DAYS: 400,
      AUDIT_PURGE_SCHEDULE: "0 41 * * * *",
      CONFIG_CHECK_EVERY_MS: 2_000,
      CONFIG_STALE_AFTER_MS: 30_000,
      START_BUDGET_MS: 1_500,
      SEED_STARTER_CONFIGURATION: false,
    });
  });

  it.each([
    ["connection strings", connections],
    ["identities", identities],
    [
      "one of each",
      {
        ...open,
        TABLES_CONNECTION: "UseDevelopmentStorage=true",
        EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: "name",
      },
    ],
  ])("reach the stores by %s", (_, environment) => {
    expect(readSettings(environment)).toMatchObject(environment);
  });

  it("ask for tokens unless told otherwise", () => {
    expect(readSettings(secured)).toMatchObject({
      AUTHENTICATION: "entra",
      ENTRA_AUTHORITY: "https://login.microsoftonline.com",
    });
    expect(faultsOf({ TABLES_CONNECTION: tables, EVENT_HUBS_CONNECTION: hubs })).toEqual([
      "ENTRA_TENANT_ID: is needed unless AUTHENTICATION is none",
      "ENTRA_AUDIENCE: is needed unless AUTHENTICATION is none",
    ]);
  });

  it("do without an old secret that its vault does not give any more", () => {
    const gone = "@Microsoft.KeyVault(SecretUri=https://a.example/secrets/b)";
    const given = { ...connections, WEBHOOK_SIGNING_SECRET: "s".repeat(32), WEBHOOK_SIGNING_SECRET_PREVIOUS: gone };
    expect(readSettings(given).WEBHOOK_SIGNING_SECRET_PREVIOUS).toBeUndefined();
  });

  it("read numbers and flags from text", () => {
    const given = { ...connections, AUDIT_PUBLISH_BUDGET_MS: "100", SEED_STARTER_CONFIGURATION: "true" };
    expect(readSettings(given)).toMatchObject({ AUDIT_PUBLISH_BUDGET_MS: 100, SEED_STARTER_CONFIGURATION: true });
  });

  it("keep test calls as long as all others unless told otherwise", () => {
    expect(readSettings(connections).AUDIT_TEST_RETENTION_DAYS).toBeUndefined();
    const given = { ...connections, AUDIT_RETENTION_DAYS: "90", AUDIT_TEST_RETENTION_DAYS: "90" };
    expect(readSettings(given)).toMatchObject({ AUDIT_RETENTION_DAYS: 90, AUDIT_TEST_RETENTION_DAYS: 90 });
  });

  it("count an empty value as not set", () => {
    const given = {
      ...connections,
      AUDIT_EVENT_HUB: "",
      TABLES_CONNECTION__tableServiceUri: "",
      START_BUDGET_MS: undefined,
    };
    expect(readSettings(given)).toMatchObject({ AUDIT_EVENT_HUB: "emergency-audit", START_BUDGET_MS: 1_500 });
  });

  it.each([
    hubs,
    `${hubs};EntityPath=emergency-audit \n`,
    ` ${hubs} ; `,
    "Endpoint=sb://name;SharedAccessSignature=SharedAccessSignature sr=a&sig=b",
    `${hubs};UseDevelopmentEmulator=true;`,
  ])("take the connection string %j, which the library takes too", async (connection) => {
    expect(() => readSettings({ ...connections, EVENT_HUBS_CONNECTION: connection })).not.toThrow();
    const { EventHubProducerClient } = await import("@azure/event-hubs");
    await new EventHubProducerClient(connection, "emergency-audit").close();
  });

  it("leave alone what is not theirs", () => {
    expect(readSettings({ ...connections, PATH: "/bin" })).not.toHaveProperty("PATH");
  });

  it.each<[string, Record<string, string>, string]>([
    ["a time that is no number", { ...connections, START_BUDGET_MS: "soon" }, "START_BUDGET_MS"],
    ["a time of nothing", { ...connections, AUDIT_OUTBOX_BUDGET_MS: "0" }, "AUDIT_OUTBOX_BUDGET_MS"],
    ["a time of more than a minute", { ...connections, CONFIG_CHECK_EVERY_MS: "60001" }, "CONFIG_CHECK_EVERY_MS"],
    ["half a millisecond", { ...connections, CONFIG_CHECK_EVERY_MS: "1.5" }, "CONFIG_CHECK_EVERY_MS"],
    ["a retention of nothing", { ...connections, AUDIT_RETENTION_DAYS: "0" }, "AUDIT_RETENTION_DAYS"],
    ["a retention of half a day", { ...connections, AUDIT_TEST_RETENTION_DAYS: "0.5" }, "AUDIT_TEST_RETENTION_DAYS"],
    [
      "test calls that are kept longer than others",
      { ...connections, AUDIT_RETENTION_DAYS: "90", AUDIT_TEST_RETENTION_DAYS: "91" },
      "AUDIT_TEST_RETENTION_DAYS",
    ],
    [
      "locations that are kept longer than others",
      { ...connections, AUDIT_RETENTION_DAYS: "90", AUDIT_LOCATION_RETENTION_DAYS: "91" },
      "AUDIT_LOCATION_RETENTION_DAYS",
    ],
    ["a third way to keep locations", { ...connections, AUDIT_LOCATION: "masked" }, "AUDIT_LOCATION"],
    ...["AUDIT_DRAIN_SCHEDULE", "AUDIT_PURGE_SCHEDULE", "CONFIG_TIDY_SCHEDULE", "GATEWAY_CHECK_SCHEDULE"].map(
      (name): [string, Record<string, string>, string] => [
        `a schedule that the host would not take: ${name}`,
        { ...connections, [name]: "every 15 s" },
        name,
      ],
    ),
    ["a flag that is neither", { ...connections, SEED_STARTER_CONFIGURATION: "yes" }, "SEED_STARTER_CONFIGURATION"],
    [
      "a table service without encryption",
      { ...identities, TABLES_CONNECTION__tableServiceUri: "http://a" },
      "TABLES_CONNECTION__tableServiceUri",
    ],
    ["no way to the tables", { ...open, EVENT_HUBS_CONNECTION: hubs }, "TABLES_CONNECTION"],
    ["no connection string of tables", { ...connections, TABLES_CONNECTION: "garbage" }, "TABLES_CONNECTION"],
    ["no connection string of a hub", { ...connections, EVENT_HUBS_CONNECTION: "garbage" }, "EVENT_HUBS_CONNECTION"],
    ...[
      "SharedAccessKeyName=send;SharedAccessKey=a2V5",
      "Endpoint=sb://name;SharedAccessKey=a2V5",
      "Endpoint=sb://name;SharedAccessKeyName=send",
      "endpoint=sb://name;sharedaccesskeyname=send;sharedaccesskey=a2V5",
      "Endpoint=sb://name;SharedAccessKeyName=send;SharedAccessKey=a2V5;SharedAccessSignature=s",
      `${hubs};EntityPath`,
      `${hubs};=emergency-audit`,
      `${hubs}; EntityPath=orders`,
    ].map((connection): [string, Record<string, string>, string] => [
      `the connection string of a hub ${connection}`,
      { ...connections, EVENT_HUBS_CONNECTION: connection },
      "EVENT_HUBS_CONNECTION",
    ]),
    [
      "a connection string of another hub",
      { ...connections, EVENT_HUBS_CONNECTION: `${hubs};EntityPath=orders` },
      "EVENT_HUBS_CONNECTION",
    ],
    [
      "two ways to Event Hubs",
      { ...connections, EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: "name" },
      "EVENT_HUBS_CONNECTION",
    ],
    ["nobody told apart in Azure", { ...connections, WEBSITE_SITE_NAME: "router" }, "AUTHENTICATION"],
    ["another way to tell callers apart", { ...connections, AUTHENTICATION: "basic" }, "AUTHENTICATION"],
    ["tokens without a tenant", { ...secured, ENTRA_TENANT_ID: "" }, "ENTRA_TENANT_ID"],
    ["a tenant that is no id", { ...secured, ENTRA_TENANT_ID: "operator.example" }, "ENTRA_TENANT_ID"],
    ["tokens for nobody", { ...secured, ENTRA_AUDIENCE: "" }, "ENTRA_AUDIENCE"],
    ["an authority without encryption", { ...secured, ENTRA_AUTHORITY: "http://a.example" }, "ENTRA_AUTHORITY"],
    ["an authority with a path", { ...secured, ENTRA_AUTHORITY: "https://a.example/" }, "ENTRA_AUTHORITY"],
    ["a short secret", { ...connections, WEBHOOK_SIGNING_SECRET: "s".repeat(31) }, "WEBHOOK_SIGNING_SECRET"],
    [
      "a secret that its vault did not give",
      { ...connections, WEBHOOK_SIGNING_SECRET: "@Microsoft.KeyVault(SecretUri=https://a.example/secrets/b)" },
      "WEBHOOK_SIGNING_SECRET",
    ],
    ["signatures of a version that there is not", { ...connections, WEBHOOK_SIGNATURES: "v2" }, "WEBHOOK_SIGNATURES"],
    ["signatures without a secret", { ...connections, WEBHOOK_SIGNATURES: "v1" }, "WEBHOOK_SIGNING_SECRET"],
    ["a short key of the chains", { ...connections, AUDIT_CHAIN_KEY: "k".repeat(31) }, "AUDIT_CHAIN_KEY"],
    [
      "a day since when there is a key",
      { ...connections, AUDIT_CHAIN_KEY_SINCE: "2026-11-28" },
      "AUDIT_CHAIN_KEY_SINCE",
    ],
    ["blanks for a secret", { ...connections, WEBHOOK_SIGNING_SECRET: " ".repeat(32) }, "WEBHOOK_SIGNING_SECRET"],
    ["tokens for a name", { ...secured, ENTRA_AUDIENCE: "api://router" }, "ENTRA_AUDIENCE"],
    ["nobody told apart in Container Apps", { ...connections, CONTAINER_APP_NAME: "router" }, "AUTHENTICATION"],
    [
      "nobody told apart beside a managed identity",
      { ...connections, IDENTITY_ENDPOINT: "http://a" },
      "AUTHENTICATION",
    ],
    [
      "nobody told apart beside a workload identity",
      { ...connections, AZURE_FEDERATED_TOKEN_FILE: "/var/run/token" },
      "AUTHENTICATION",
    ],
    [
      "an old secret without a new one",
      { ...connections, WEBHOOK_SIGNING_SECRET_PREVIOUS: "s".repeat(32) },
      "WEBHOOK_SIGNING_SECRET",
    ],
    [
      "an earlier secret of probes alone",
      { ...connections, PROBE_SIGNING_SECRET_PREVIOUS: "s".repeat(32) },
      "PROBE_SIGNING_SECRET",
    ],
    [
      "front doors to probe without a secret",
      { ...connections, PROBE_TARGETS: "https://west.example" },
      "PROBE_SIGNING_SECRET",
    ],
    [
      "a front door without encryption",
      { ...connections, PROBE_SIGNING_SECRET: "s".repeat(32), PROBE_TARGETS: "http://west.example" },
      "PROBE_TARGETS",
    ],
  ])("refuse %s", (_, environment, name) => {
    expect(faultsOf(environment)).toEqual([expect.stringMatching(new RegExp(`^${name}: .`))]);
  });

  it("name every fault at once", () => {
    const environment = {
      ...open,
      WEBSITE_SITE_NAME: "router",
      START_BUDGET_MS: "soon",
      AUDIT_PUBLISH_BUDGET_MS: "-1",
      SEED_STARTER_CONFIGURATION: "yes",
      EVENT_HUBS_CONNECTION: hubs,
      EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: "name",
    };
    const named = faultsOf(environment).map((fault) => fault.split(":")[0]);
    expect(named.sort()).toEqual([
      "AUDIT_PUBLISH_BUDGET_MS",
      "AUTHENTICATION",
      "EVENT_HUBS_CONNECTION",
      "SEED_STARTER_CONFIGURATION",
      "START_BUDGET_MS",
      "TABLES_CONNECTION",
    ]);
  });

  // A line of the app's that holds "warn", in any case, is a warning to the Functions host, whatever else it says.
  it.each(["warn", "Warning: 1", "-1", "https://warn.example", "99999999"])(
    "are no warning to the host, whatever is given: %s",
    (given) => {
      const environment = Object.fromEntries(Object.keys(settingFields).map((name) => [name, given]));
      const faults = faultsOf(environment);
      expect(faults.length).toBeGreaterThan(5);
      expect(faults.filter((fault) => /warn|\n/i.test(fault))).toEqual([]);
    },
  );

  it("never print a value", () => {
    const secret = "Endpoint=sb://name;SharedAccessKey=c2VjcmV0";
    const everywhere = Object.keys({
      ...readSettings(connections),
      ...identities,
      WEBSITE_INSTANCE_ID: "",
      TABLES_CONNECTION__clientId: "",
    });
    const message = faultsOf(Object.fromEntries(everywhere.map((name) => [name, secret]))).join("\n");
    expect(message).toContain("START_BUDGET_MS");
    expect(message).not.toContain("c2VjcmV0");
    expect(message).not.toContain("sb://");
  });
});
