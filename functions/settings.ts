import * as z from "zod";
import type { Log } from "../shared/log.ts";
import { plainMessage } from "../shared/plain-message.ts";
import { isTimerSchedule } from "../shared/timer-schedule.ts";
import { readProbeTargets } from "../shared/watch/probes/probe-targets.ts";

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).max(60_000).default(fallback);
const days = z.coerce.number().int().min(1).max(36_500);
const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true");
const schedule = z
  .string()
  .refine(isTimerSchedule, "must be a schedule of six fields such as */15 * * * * *, or hh:mm:ss between runs");
const text = z.string().min(1).optional();

/** `when` makes zod check this even if other settings have faults, so that all faults are named at once. */
const oneOf = (first: string, second: string) => ({
  path: [first],
  message: `set exactly one of ${first} and ${second}`,
  when: () => true,
});

const isTablesConnection = (connection: string | undefined): boolean =>
  connection === undefined ||
  /^UseDevelopmentStorage=true;?$/i.test(connection) ||
  (/(?:^|;)(?:AccountName|TableEndpoint)=[^;]/i.test(connection) &&
    /(?:^|;)(?:AccountKey|SharedAccessSignature)=[^;]/i.test(connection));

/** The parts of a connection string as the Event Hubs library reads them; null where it would refuse to. */
function eventHubsParts(connection: string): ReadonlyMap<string, string> | null {
  const parts = connection.split(";").map((part) => part.trim());
  const pairs = parts.filter((part) => part !== "").map((part) => /^([^=]*[^=\s])\s*=\s*(.*)$/s.exec(part));
  if (pairs.includes(null)) return null;
  return new Map(pairs.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}

/** What the library requires. Checked at the start, as the library is loaded later. */
function isEventHubsConnection(connection: string | undefined): boolean {
  if (connection === undefined) return true;
  const parts = eventHubsParts(connection);
  const has = (name: string): boolean => (parts?.get(name) ?? "") !== "";
  const byKey = has("SharedAccessKeyName") && has("SharedAccessKey");
  const byEither = has("SharedAccessKeyName") || has("SharedAccessKey");
  return /^sb:\/\/./.test(parts?.get("Endpoint") ?? "") && (has("SharedAccessSignature") ? !byEither : byKey);
}

/** The hub that a connection string names; undefined if it is for a whole namespace. */
const entityPathOf = (connection: string | undefined): string | undefined =>
  eventHubsParts(connection ?? "")?.get("EntityPath") || undefined;

const azureAuthority = "https://login.microsoftonline.com";

/** Plain HTTP is allowed on the own machine, for tests that sign their own tokens. */
const isAuthority = (url: string): boolean => /^(?:https:\/\/[\w.-]+(?::\d+)?|http:\/\/127\.0\.0\.1:\d+)$/.test(url);

/** Names as Azure takes them: learn.microsoft.com, "Naming rules and restrictions for Azure resources". */
const gatewayId =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.VoiceServices\/communicationsGateways\/[\w-]{1,64}$/i;

/** As long as the hash that it keys (RFC 2104, 3). */
const secretText = z.string().regex(/^\S.{30,}\S$/s, "must be at least 32 characters, blanks not at its ends");

/** What Azure passes on if the vault did not answer. No caller signs with that. */
const isUnresolved = (given: string): boolean => given.startsWith("@Microsoft.KeyVault(");

const secret = secretText
  .refine((given) => !isUnresolved(given), "is a reference to a vault that was not resolved")
  .optional();

/** An old secret that the vault no longer has must not keep the app from starting. */
const previousSecret = secretText.transform((given) => (isUnresolved(given) ? undefined : given)).optional();

/** Without what the vault does not give, probes are refused there and an alarm says so. */
const secretsOfTargets = z
  .string()
  .min(1)
  .transform((given) => (isUnresolved(given) ? undefined : given))
  .optional();

/** The trail works without a key, so a key that the vault does not give must not keep the app from starting either. */
const chainKey = previousSecret;

/** App Service, Container Apps and workload identity each set at least one of these; outside Azure none is set. */
const setByAzure = [
  "WEBSITE_INSTANCE_ID",
  "WEBSITE_SITE_NAME",
  "CONTAINER_APP_NAME",
  "IDENTITY_ENDPOINT",
  "AZURE_FEDERATED_TOKEN_FILE",
] as const;

/** A forgotten setting must not open the app: tokens are needed unless AUTHENTICATION=none says otherwise. */
const neededByEntra = (name: "ENTRA_TENANT_ID" | "ENTRA_AUDIENCE") => ({
  path: [name],
  message: "is needed unless AUTHENTICATION is none",
  when: () => true,
});

/** Every app setting by itself. The checks across settings follow. */
export const settingFields = {
  TABLES_CONNECTION: text.refine(isTablesConnection, "is not a connection string of Table Storage"),
  TABLES_CONNECTION__tableServiceUri: z.url({ protocol: /^https$/ }).optional(),
  TABLES_CONNECTION__clientId: text,
  EVENT_HUBS_CONNECTION: text.refine(isEventHubsConnection, "is not a connection string of Event Hubs"),
  EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: text,
  EVENT_HUBS_CONNECTION__clientId: text,
  AUDIT_EVENT_HUB: z.string().min(1).default("emergency-audit"),
  AUDIT_PUBLISH_BUDGET_MS: milliseconds(250),
  AUDIT_OUTBOX_BUDGET_MS: milliseconds(250),
  AUDIT_DRAIN_SCHEDULE: schedule.default("*/15 * * * * *"),
  AUDIT_RETENTION_DAYS: days.default(400),
  AUDIT_TEST_RETENTION_DAYS: days.optional(),
  AUDIT_LOCATION: z.enum(["area", "full"]).default("area"),
  AUDIT_LOCATION_RETENTION_DAYS: days.optional(),
  AUDIT_PURGE_SCHEDULE: schedule.default("0 41 * * * *"),
  AUDIT_CHAIN_KEY: chainKey,
  AUDIT_CHAIN_KEY_PREVIOUS: chainKey,
  AUDIT_CHAIN_KEY_SINCE: z.iso
    .datetime({ offset: true, error: "must be an instant such as 2026-11-28T12:00:00Z" })
    .optional(),
  WATCH_SCHEDULE: schedule.default("*/15 * * * * *"),
  OUTCOME_EXPECTED_S: z.coerce.number().int().min(1).max(86_400).default(180),
  CONFIG_TIDY_SCHEDULE: schedule.default("0 17 * * * *"),
  CONFIG_CHECK_EVERY_MS: milliseconds(2_000),
  CONFIG_STALE_AFTER_MS: milliseconds(30_000),
  ACG_RESOURCE_ID: z.string().regex(gatewayId, "must be the resource id of an Azure Communications Gateway").optional(),
  ACG_INGRESSES: z.string().optional(),
  ACG__clientId: text,
  ACG_RESOURCE_MANAGER: z
    .string()
    .refine(isAuthority, "must be an https URL without a path")
    .default("https://management.azure.com"),
  GATEWAY_CHECK_SCHEDULE: schedule.default("0 23 5 * * *"),
  AUTHENTICATION: z.enum(["entra", "none"]).default("entra"),
  ENTRA_TENANT_ID: z.guid().optional(),
  ENTRA_AUDIENCE: z.guid().optional(),
  ENTRA_SCOPE: text,
  ENTRA_AUTHORITY: z.string().refine(isAuthority, "must be an https URL without a path").default(azureAuthority),
  WEBHOOK_SIGNING_SECRET: secret,
  WEBHOOK_SIGNING_SECRET_PREVIOUS: previousSecret,
  WEBHOOK_SIGNATURES: z.enum(["v0,v1", "v1"]).default("v0,v1"),
  PROBE_SIGNING_SECRET: secret,
  PROBE_SIGNING_SECRET_PREVIOUS: previousSecret,
  PROBE_TARGETS: text.refine(
    (given) => given === undefined || readProbeTargets(given) !== null,
    "must be addresses such as https://west.example or west=https://west.example, each host or name once, without a query",
  ),
  PROBE_FUNCTION_KEYS: secretsOfTargets,
  PROBE_WEBHOOK_SECRETS: secretsOfTargets,
  PROBE_SCHEDULE: schedule.default("*/15 * * * * *"),
  APPLICATIONINSIGHTS_CONNECTION_STRING: text,
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: text,
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  START_BUDGET_MS: milliseconds(1_500),
  SEED_STARTER_CONFIGURATION: flag,
  WEBSITE_INSTANCE_ID: text,
  WEBSITE_SITE_NAME: text,
  CONTAINER_APP_NAME: text,
  IDENTITY_ENDPOINT: text,
  AZURE_FEDERATED_TOKEN_FILE: text,
};

const settingsSchema = z
  .object(settingFields)
  .refine(
    (given) => (given.TABLES_CONNECTION === undefined) !== (given.TABLES_CONNECTION__tableServiceUri === undefined),
    oneOf("TABLES_CONNECTION", "TABLES_CONNECTION__tableServiceUri"),
  )
  .refine(
    (given) =>
      (given.EVENT_HUBS_CONNECTION === undefined) !==
      (given.EVENT_HUBS_CONNECTION__fullyQualifiedNamespace === undefined),
    oneOf("EVENT_HUBS_CONNECTION", "EVENT_HUBS_CONNECTION__fullyQualifiedNamespace"),
  )
  .refine(({ EVENT_HUBS_CONNECTION: connection, AUDIT_EVENT_HUB: hub }) => (entityPathOf(connection) ?? hub) === hub, {
    path: ["EVENT_HUBS_CONNECTION"],
    message: "is for another hub than AUDIT_EVENT_HUB",
  })
  .refine(
    ({ AUDIT_TEST_RETENTION_DAYS: testDays, AUDIT_RETENTION_DAYS: allDays }) =>
      testDays === undefined || testDays <= allDays,
    { path: ["AUDIT_TEST_RETENTION_DAYS"], message: "must be at most AUDIT_RETENTION_DAYS" },
  )
  .refine(
    ({ AUDIT_LOCATION_RETENTION_DAYS: locationDays, AUDIT_RETENTION_DAYS: allDays }) =>
      locationDays === undefined || locationDays <= allDays,
    { path: ["AUDIT_LOCATION_RETENTION_DAYS"], message: "must be at most AUDIT_RETENTION_DAYS" },
  )
  .refine(
    (given) => given.AUTHENTICATION !== "entra" || given.ENTRA_TENANT_ID !== undefined,
    neededByEntra("ENTRA_TENANT_ID"),
  )
  .refine(
    (given) => given.AUTHENTICATION !== "entra" || given.ENTRA_AUDIENCE !== undefined,
    neededByEntra("ENTRA_AUDIENCE"),
  )
  .refine((given) => given.AUTHENTICATION !== "none" || setByAzure.every((name) => given[name] === undefined), {
    path: ["AUTHENTICATION"],
    message: "must not be none in Azure",
    when: () => true,
  })
  .refine(
    (given) => given.WEBHOOK_SIGNING_SECRET_PREVIOUS === undefined || given.WEBHOOK_SIGNING_SECRET !== undefined,
    { path: ["WEBHOOK_SIGNING_SECRET"], message: "is needed beside WEBHOOK_SIGNING_SECRET_PREVIOUS", when: () => true },
  )
  .refine((given) => given.PROBE_SIGNING_SECRET_PREVIOUS === undefined || given.PROBE_SIGNING_SECRET !== undefined, {
    path: ["PROBE_SIGNING_SECRET"],
    message: "is needed beside PROBE_SIGNING_SECRET_PREVIOUS",
    when: () => true,
  })
  .refine((given) => given.PROBE_TARGETS === undefined || given.PROBE_SIGNING_SECRET !== undefined, {
    path: ["PROBE_SIGNING_SECRET"],
    message: "is needed beside PROBE_TARGETS",
    when: () => true,
  })
  .refine((given) => given.WEBHOOK_SIGNATURES !== "v1" || given.WEBHOOK_SIGNING_SECRET !== undefined, {
    path: ["WEBHOOK_SIGNING_SECRET"],
    message: "is needed beside WEBHOOK_SIGNATURES=v1",
    when: () => true,
  });

export type Settings = z.infer<typeof settingsSchema>;

/** `faults` has one text for each faulty setting, `NAME: what is wrong`, without its value. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The app settings are not valid: ${faults.join("; ")}`);
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the app settings; throws a `SettingsError` that lists every fault, without values. An empty value counts as not set. */
export function readSettings(environment: Environment): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = settingsSchema.safeParse(given, { error: plainMessage });
  if (read.success) return read.data;
  throw new SettingsError(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
}

/** As `readSettings`. The host logs an error line by line, so all faults are logged as one line first. */
export function readOrLogSettings(environment: Environment, log: Pick<Log, "error">): Settings {
  try {
    return readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) log.error("the app settings are not valid", { faults: error.faults });
    throw error;
  }
}
