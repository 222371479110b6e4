import { documentSchema } from "../../../shared/config/document.ts";
import { type AppRole, appRoles } from "../../../shared/identity/caller.ts";
import { type EventHubsStandIn, startEventHubs } from "../../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../../support/app/run-app.ts";
import { sign } from "../../support/app/sign.ts";
import { startTokenIssuer, type TokenIssuer } from "../../support/app/token-issuer.ts";
import { eventually } from "../../support/eventually.ts";
import { seedTables } from "../../support/stores/seed-tables.ts";
import { type Description, type Operation, operationsOf } from "./described-api.ts";
import type { Exchange } from "./exchange.ts";

const secret = "what the signalling layer signs with";

/** Something of everything, and no more: every change is tried on all of it. */
const configuration = documentSchema.parse({
  ingresses: [
    { name: "default", spellings: ["plus-country-short-code", "short-code"] },
    { name: "zoom", spellings: ["plus-country-short-code", "service-urn"], platformRoutedTerritories: ["US"] },
  ],
  territories: [
    { code: "GB", callingCode: "44", routeSet: "emergency", conversion: "short-code" },
    { code: "US", callingCode: "1", routeSet: "emergency", conversion: "short-code" },
  ],
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency", services: ["police", "fire", "ambulance"] },
    { territory: "GB", shortCode: "112", class: "emergency" },
    { territory: "US", shortCode: "911", class: "emergency" },
    { territory: "US", shortCode: "933", class: "test" },
  ],
  conversions: [
    { name: "short-code", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
  ],
  routeSets: [
    { name: "emergency", routes: [{ name: "a", host: "a.example", headers: { Priority: "emergency" } }] },
    { name: "contingency", routes: [{ name: "b", host: "b.example" }] },
  ],
  defaults: { contingencyRouteSet: "contingency", conversion: "short-code" },
});

export type Asked = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where it is text. */
  readonly body?: unknown;
  /** Whether the body is deliberately of another form than is described. */
  readonly odd?: boolean;
  /** Default: every role. Null: no token and no signature. */
  readonly roles?: readonly AppRole[] | null;
  /** The object id of whoever asks, if that is not the usual one. */
  readonly person?: string;
  /** Asks again and again until the answer is this one, and keeps that one alone. */
  readonly until?: (exchange: Exchange) => boolean;
};

/** The genuine app with its stores, asked by the names that the description has for its operations. */
export type DescribedApp = {
  readonly tables: Tables;
  readonly exchanges: readonly Exchange[];
  /** Makes a request and keeps what came of it. */
  readonly ask: (operationId: string, asked?: Asked) => Promise<Exchange>;
  /** Makes the tables and gives them a configuration: the app begins without. */
  readonly configure: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function runDescribedApp(description: Description): Promise<DescribedApp> {
  const stops: (() => unknown)[] = [];
  const started = await startTables({ port: 0 });
  let stopping: Promise<void> | undefined;
  const stopTables = () => {
    stopping ??= started.stop();
    return stopping;
  };
  const tables = { ...started, stop: stopTables };
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  const hub: EventHubsStandIn = await startEventHubs({ port: 0, hubs });
  const issuer = await startTokenIssuer((stop) => stops.push(stop));
  const app = await runApp({
    ...issuer.settings,
    WEBHOOK_SIGNING_SECRET: secret,
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    CONFIG_CHECK_EVERY_MS: "1",
    START_BUDGET_MS: "1000",
    WATCH_SCHEDULE: "* * * * * *",
  });
  const operations = operationsOf(description);
  const exchanges: Exchange[] = [];
  return {
    tables,
    exchanges,
    ask: async (operationId, asked = {}) => {
      const operation = operations.find(({ id }) => id === operationId);
      if (operation === undefined) throw new Error(`there is no operation ${operationId}`);
      const { until = () => true } = asked;
      const exchange = await eventually(async () => {
        const answered = await send(operation, asked, app, issuer);
        if (!until(answered)) throw new Error(`${answered.status}: ${answered.text.slice(0, 500)}`);
        return answered;
      }, 100);
      exchanges.push(exchange);
      return exchange;
    },
    configure: () => seedTables(tables, configuration),
    stop: async () => {
      await app.stop();
      await hub.stop();
      await tables.stop();
      for (const stop of stops) stop();
    },
  };
}

async function send(operation: Operation, asked: Asked, app: RunningApp, issuer: TokenIssuer): Promise<Exchange> {
  const { path = {}, query = {}, body, odd = false } = asked;
  const route = operation.route.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? "");
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${app.url}/api${route}?${new URLSearchParams(query)}`, {
    method: operation.method,
    headers: { ...(await credentials(operation, asked, text ?? "", issuer)), ...asked.headers },
    ...(text === undefined ? {} : { body: text }),
  });
  const isAsDescribed = typeof body === "object" && !odd && response.ok;
  return {
    operation,
    sent: isAsDescribed ? body : undefined,
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  };
}

/** What the description says that an operation needs. */
async function credentials(
  { operation: { security = [] } }: Operation,
  { roles = appRoles, person }: Asked,
  body: string,
  issuer: TokenIssuer,
): Promise<Record<string, string>> {
  if (roles === null) return {};
  if (security.some((needed) => "signature" in needed)) return sign(body, secret);
  if (security.some((needed) => "entraId" in needed)) {
    const claims = person === undefined ? {} : { oid: person };
    return { authorization: `Bearer ${await issuer.issue(roles, { claims })}` };
  }
  return {};
}
