import { describe, expect, it } from "vitest";
import { readSettings } from "../../functions/settings.ts";
import { tableNames } from "../../functions/wiring/clients.ts";
import { functionTable } from "../../functions/wiring/function-table.ts";
import { readRepositoryFile } from "../support/text/repository-files.ts";
import { declared, isObject, resources, resourcesOf } from "./infra-files.ts";
import type { BicepObject } from "./read-bicep.ts";

const properties = (resource: BicepObject | undefined): BicepObject =>
  isObject(resource?.properties) ? resource.properties : {};

const only = (type: string): BicepObject => {
  const found = resourcesOf(type);
  expect(found, type).toHaveLength(1);
  return found[0] ?? {};
};

const settings = readSettings({
  TABLES_CONNECTION: "UseDevelopmentStorage=true",
  EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: "name.servicebus.windows.net",
  AUTHENTICATION: "none",
});

describe("the tables of the template", () => {
  it("are those that the app uses", () => {
    expect(declared("infra/modules/data-storage.bicep", "tableNames").value).toEqual(Object.values(tableNames));
  });

  it("are all made", () => {
    expect(only("Microsoft.Storage/storageAccounts/tableServices/tables")).toMatchObject({ name: "= tableName" });
  });
});

describe("the hub of the template", () => {
  it("has the name that the app sends to and reads from", () => {
    expect(only("Microsoft.EventHub/namespaces/eventhubs").name).toBe(settings.AUDIT_EVENT_HUB);
  });

  it("has four partitions and keeps events for a week", () => {
    expect(properties(only("Microsoft.EventHub/namespaces/eventhubs"))).toMatchObject({
      partitionCount: 4,
      retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours: 7 * 24 },
    });
  });

  it("has the consumer group of the projection", () => {
    expect(only("Microsoft.EventHub/namespaces/eventhubs/consumergroups").name).toBe(
      functionTable["project-audit"].consumerGroup,
    );
  });
});

describe("what has keys of its own", () => {
  it("takes none of them: both storage accounts", () => {
    const accounts = resourcesOf("Microsoft.Storage/storageAccounts");
    expect(accounts).toHaveLength(2);
    for (const account of accounts)
      expect(properties(account)).toMatchObject({
        allowSharedKeyAccess: false,
        allowBlobPublicAccess: false,
        minimumTlsVersion: "TLS1_2",
        supportsHttpsTrafficOnly: true,
      });
  });

  it.each([
    ["Microsoft.EventHub/namespaces", { disableLocalAuth: true, minimumTlsVersion: "1.2" }],
    ["Microsoft.Insights/components", { DisableLocalAuth: true }],
    ["Microsoft.OperationalInsights/workspaces", { features: { disableLocalAuth: true } }],
    ["Microsoft.KeyVault/vaults", { enableRbacAuthorization: true, enablePurgeProtection: true }],
  ])("takes none of them: %s", (type, expected) => {
    expect(properties(only(type))).toMatchObject(expected);
  });

  it("takes none of them: publishing to the app", () => {
    const ways = resourcesOf("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
    expect(ways.map(({ name }) => name).sort()).toEqual(["ftp", "scm"]);
    expect(ways.map((way) => properties(way).allow)).toEqual([false, false]);
  });
});

/** Microsoft's list of built-in roles. */
const roles = new Map([
  ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner"],
  ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Storage Table Data Contributor"],
  ["2b629674-e913-4c01-ae53-ef4638d8f975", "Azure Event Hubs Data Sender"],
  ["a638d3c7-ab3a-418d-83e6-5f17a39d4fde", "Azure Event Hubs Data Receiver"],
  ["4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User"],
  ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"],
  ["3913510d-42f4-4e42-8a64-420c390055eb", "Monitoring Metrics Publisher"],
]);

describe("the app's identity", () => {
  const modules = ["host-storage", "data-storage", "event-hubs", "key-vault", "monitoring", "gateway-reader"];
  const ids = modules.flatMap((name) => [
    ...readRepositoryFile(`infra/modules/${name}.bicep`).matchAll(/'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'/g),
  ]);

  it("has the roles that it needs and no other", () => {
    expect(ids.map(([, id = ""]) => roles.get(id)).sort()).toEqual([...roles.values()].sort());
  });

  it("has each of them on one resource, not on the group", () => {
    const assignments = resources().filter(({ of }) => of?.startsWith("Microsoft.Authorization/roleAssignments@"));
    expect(assignments).toHaveLength(6);
    for (const { value, name } of assignments) expect(isObject(value) ? value : {}, name).toHaveProperty("scope");
  });
});

describe("the app", () => {
  const app = properties(only("Microsoft.Web/sites"));

  it("is reached by TLS 1.2 or later only", () => {
    expect(app).toMatchObject({ httpsOnly: true, siteConfig: { minTlsVersion: "1.2" } });
  });

  it("runs on Flex Consumption with instances that wait for calls", () => {
    expect(only("Microsoft.Web/serverfarms")).toMatchObject({ sku: { tier: "FlexConsumption", name: "FC1" } });
    expect(app.functionAppConfig).toMatchObject({
      runtime: { name: "node", version: "24" },
      deployment: { storage: { authentication: { type: "UserAssignedIdentity" } } },
      scaleAndConcurrency: { alwaysReady: [{ name: "http", instanceCount: "= alwaysReadyHttpInstances" }] },
    });
    expect(declared("infra/main.bicep", "alwaysReadyHttpInstances").value).toBeGreaterThanOrEqual(2);
  });

  it("is spread over zones by default", () => {
    expect(declared("infra/main.bicep", "zoneRedundant").value).toBe(true);
    expect(properties(only("Microsoft.Web/serverfarms")).zoneRedundant).toBe("= zoneRedundant");
    expect(declared("infra/main.bicep", "storageSku").value).toContain("Standard_ZRS");
  });
});
