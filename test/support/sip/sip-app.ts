import * as z from "zod";
import { dangerCodes } from "../../../shared/config/danger-codes.ts";
import { startEventHubs } from "../../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../../tools/local/tables/start-tables.ts";
import { askWhileLate } from "../app/ask-while-late.ts";
import { type RunningApp, runApp } from "../app/run-app.ts";
import { signingSecret } from "../app/seeded-app.ts";
import { eventually } from "../eventually.ts";
import { starterTables } from "../stores/starter-tables.ts";

/** The app beside an SBC, with its stores, the starter configuration and signed calls. */
export type SipApp = {
  readonly app: RunningApp;
  readonly tables: Tables;
  /** Posts a change set for the active version; resolves with the version that it made. */
  readonly change: (...operations: readonly object[]) => Promise<number>;
  /** The call's story, once the trail has its outcome. */
  readonly tellStory: (callId: string) => Promise<Story>;
  readonly stop: () => Promise<void>;
};

const storySchema = z.looseObject({ decisions: z.array(z.unknown()), outcomes: z.array(z.unknown()) });
export type Story = z.infer<typeof storySchema>;

const changed = z.looseObject({ version: z.number() });

/** Starts it. Instances look for a new version every 100 ms. The caller stops it. */
export async function startSipApp(settings: Readonly<Record<string, string>> = {}): Promise<SipApp> {
  const tables = await startTables({ port: 0, beginWith: await starterTables() });
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  const hub = await startEventHubs({ port: 0, hubs });
  const app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    WEBHOOK_SIGNING_SECRET: signingSecret,
    CONFIG_CHECK_EVERY_MS: "100",
    ...settings,
  });
  let version = 1;
  const change = async (...operations: readonly object[]): Promise<number> => {
    const set = { baseVersion: version, reason: "test", confirm: dangerCodes, operations };
    const { status, body } = await askWhileLate(() =>
      fetch(`${app.url}/api/v1/config/changes`, { method: "POST", body: JSON.stringify(set) }),
    );
    if (status !== 201) throw new Error(`${status}: ${body}`);
    version = changed.parse(JSON.parse(body)).version;
    return version;
  };
  const tellStory = (callId: string): Promise<Story> =>
    eventually(async () => {
      const response = await fetch(`${app.url}/api/v1/audit/calls?callId=${encodeURIComponent(callId)}`);
      const story = storySchema.parse(await response.json());
      if (story.outcomes.length === 0) throw new Error("no outcome yet");
      return story;
    }, 100);
  const stop = async (): Promise<void> => {
    await app.stop();
    await hub.stop();
    await tables.stop();
  };
  return { app, tables, change, tellStory, stop };
}

/** An operation of a change set: a route set whose routes lead to these ports on this machine, in order. */
export const putRouteSet = (name: string, routes: Readonly<Record<string, number>>) => ({
  op: "put",
  kind: "route-set",
  item: { name, routes: Object.entries(routes).map(([route, port]) => routeTo(route, port)) },
});

const routeTo = (name: string, port: number) => ({
  name,
  host: `127.0.0.1:${port}`,
  // The far ends may be as busy as the tests.
  timeoutMs: 4_000,
  headers: { Priority: "emergency" },
});

/** Operations after which an emergency number has one route alone, to an address family that the proxy does not have. */
export const putOutOfReach = (territory: string, shortCode: string): readonly object[] => {
  const routeSet = "out-of-reach";
  return [
    { op: "put", kind: "route-set", item: { name: routeSet, routes: [{ name: "ipv6", host: "[::1]:5060" }] } },
    { op: "put", kind: "number", item: { territory, shortCode, class: "emergency", routeSet } },
    { op: "patch", kind: "territory", key: { code: territory }, item: { contingencyRouteSet: routeSet } },
  ];
};
