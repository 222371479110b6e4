import { describe, expect, it } from "vitest";
import { readSettings, settingFields } from "../../functions/settings.ts";
import { appSettings } from "./infra-files.ts";

/** Read by the Functions host, or by the client libraries, not by the app. */
const hostSettings = [
  "AzureWebJobsStorage__blobServiceUri",
  "AzureWebJobsStorage__credential",
  "AzureWebJobsStorage__clientId",
  "TABLES_CONNECTION__credential",
  "EVENT_HUBS_CONNECTION__credential",
  "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
];

/** What Azure puts in place of expressions. */
const values: Readonly<Record<string, string>> = {
  AzureWebJobsStorage__blobServiceUri: "https://sthost.blob.core.windows.net/",
  TABLES_CONNECTION__tableServiceUri: "https://stdata.table.core.windows.net/",
  EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: "evhns.servicebus.windows.net",
  AUDIT_EVENT_HUB: "emergency-audit",
  AUDIT_RETENTION_DAYS: "400",
  AUDIT_CHAIN_KEY_SINCE: "2026-11-28T12:00:00Z",
  PROBE_TARGETS: "north=https://north.example west=https://west.example",
  ENTRA_TENANT_ID: "7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10",
  ENTRA_AUDIENCE: "0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21",
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    "InstrumentationKey=0;IngestionEndpoint=https://in.applicationinsights.azure.com/",
};

const clientId = "11111111-2222-4333-8444-555555555555";
const resolve = (name: string, value: string): string =>
  values[name] ?? (isSecret(name) ? "x".repeat(32) : value.replace(/\$\{clientId\}|^clientId$/, clientId));

const isSecret = (name: string): boolean => /SECRET|_KEYS?(?:_PREVIOUS)?$/.test(name);
const settings = appSettings();

describe("the settings that the template gives the app", () => {
  const known = Object.keys(settingFields);

  it("are known to the app or to the host", () => {
    expect([...settings.keys()].filter((name) => !known.includes(name) && !hostSettings.includes(name))).toEqual([]);
  });

  it("start it", () => {
    const environment = Object.fromEntries([...settings].map(([name, value]) => [name, resolve(name, value)]));
    const read = readSettings({ ...environment, WEBSITE_SITE_NAME: "func" });
    expect(read).toMatchObject({
      AUTHENTICATION: "entra",
      TABLES_CONNECTION__clientId: clientId,
      EVENT_HUBS_CONNECTION__clientId: clientId,
    });
    expect(read.WEBHOOK_SIGNING_SECRET).toBeDefined();
    expect(read.WEBHOOK_SIGNING_SECRET_PREVIOUS).toBeDefined();
  });

  it.each(["TABLES_CONNECTION__tableServiceUri", "EVENT_HUBS_CONNECTION__fullyQualifiedNamespace", "ENTRA_AUDIENCE"])(
    "would not start it without %s",
    (missing) => {
      const given = [...settings]
        .filter(([name]) => name !== missing)
        .map(([name, value]) => [name, resolve(name, value)]);
      expect(() => readSettings(Object.fromEntries(given))).toThrow(missing);
    },
  );

  it("let in what an import may have, and not much more", () => {
    const limitBytes = Number(settings.get("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"));
    expect(limitBytes).toBeGreaterThan(8 * 1024 * 1024);
    expect(limitBytes).toBeLessThan(16 * 1024 * 1024);
  });

  it("reach every store by identity", () => {
    for (const connection of ["AzureWebJobsStorage", "TABLES_CONNECTION", "EVENT_HUBS_CONNECTION"]) {
      expect(settings.get(`${connection}__credential`)).toBe("managedidentity");
      expect(settings.get(`${connection}__clientId`)).toBe("clientId");
      expect(settings.has(connection)).toBe(false);
    }
    expect(settings.get("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")).toMatch(
      /^ClientId=\$\{clientId\};Authorization=AAD$/,
    );
  });

  it("have their secrets in Key Vault", () => {
    const secrets = [...settings].filter(([name]) => isSecret(name));
    expect(secrets.map(([name]) => name)).toEqual([
      "WEBHOOK_SIGNING_SECRET",
      "WEBHOOK_SIGNING_SECRET_PREVIOUS",
      "AUDIT_CHAIN_KEY",
      "AUDIT_CHAIN_KEY_PREVIOUS",
      "PROBE_SIGNING_SECRET",
      "PROBE_FUNCTION_KEYS",
      "PROBE_WEBHOOK_SECRETS",
    ]);
    for (const [, value] of secrets) expect(value).toMatch(/^@Microsoft\.KeyVault\(SecretUri=\$\{\w+\}\)$/);
  });
});
