import type {
  EventHubFunctionOptions,
  EventHubHandler,
  app as functionsApp,
  HttpFunctionOptions,
  HttpHandler,
} from "@azure/functions";
import type { IdentifiedHandler } from "../edge/guard.ts";
import {
  type Administration,
  type EventHubRow,
  type FunctionServices,
  functionTable,
  type OpenRow,
  type PageRow,
} from "./function-table.ts";

type App = Pick<typeof functionsApp, "http" | "timer" | "eventHub">;

const { "health-live": health, ...others } = functionTable;

/** The host tells why a start failed only if a function is registered by then: call this before anything can fail. */
export const registerHealth = (app: App): void => app.http("health-live", openOptions(health, health.handler()));

/** Registers all other functions of the table. `administration` loads those that no call needs. */
export function registerFunctions(
  app: App,
  services: FunctionServices,
  administration: () => Promise<Administration>,
): void {
  const { settings, guard } = services;
  for (const [name, row] of Object.entries(others))
    if ("schedule" in row) {
      if ("onlyWith" in row && settings[row.onlyWith] === undefined) continue;
      const deferred = async (timer: keyof Administration["timers"]) => (await administration()).timers[timer]();
      const handler = "name" in row ? () => deferred(row.name) : row.handler(services);
      app.timer(name, { schedule: settings[row.schedule], handler });
    } else if ("consumerGroup" in row)
      app.eventHub(name, eventHubOptions(row, settings.AUDIT_EVENT_HUB, row.handler(services)));
    else if ("page" in row) app.http(name, pageOptions(row, row.handler(services)));
    else if ("access" in row) app.http(name, openOptions(row, row.handler(services)));
    else {
      const { method, route, role } = row;
      const handler: IdentifiedHandler = async (...args) => (await administration()).handlers[row.name](...args);
      app.http(name, {
        methods: [method],
        route: apiRoute(route),
        authLevel: guard.authLevel,
        handler: guard.admit(role, handler),
      });
    }
}

/** host.json has no route prefix, as the console is served beside `/api`. */
export const apiRoute = (route: string): string => `api/${route}`;

const pageOptions = ({ page }: Pick<PageRow, "page">, handler: HttpHandler): HttpFunctionOptions => ({
  methods: ["GET", "HEAD"],
  route: page,
  authLevel: "anonymous",
  handler,
});

const openOptions = (
  { method, route, access }: Pick<OpenRow, "method" | "route" | "access">,
  handler: HttpHandler,
): HttpFunctionOptions => ({
  methods: [method],
  route: apiRoute(route),
  authLevel: access === "anyone" ? "anonymous" : "function",
  handler,
});

/**
 * The retries have no end, so that a batch is repeated until the store takes it: the host would move its checkpoint past a
 * batch that it gave up.
 */
export const eventHubOptions = (
  { consumerGroup }: Pick<EventHubRow, "consumerGroup">,
  eventHubName: string,
  handler: EventHubHandler,
): EventHubFunctionOptions => ({
  connection: "EVENT_HUBS_CONNECTION",
  eventHubName,
  consumerGroup,
  cardinality: "many",
  retry: {
    strategy: "exponentialBackoff",
    maxRetryCount: -1,
    minimumInterval: { seconds: 1 },
    maximumInterval: { seconds: 30 },
  },
  handler,
});
