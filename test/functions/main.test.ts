import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { functionTable } from "../../functions/wiring/function-table.ts";
import { attachToCore } from "../../tools/functions-host/functions-core.ts";
import { createRegistry, triggerOf } from "../../tools/functions-host/registry.ts";
import { listRepositoryFiles } from "../support/text/repository-files.ts";

const settings = {
  TABLES_CONNECTION: "UseDevelopmentStorage=true",
  EVENT_HUBS_CONNECTION:
    "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;",
  AUTHENTICATION: "entra",
  ENTRA_TENANT_ID: "7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10",
  ENTRA_AUDIENCE: "0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21",
  AUDIT_DRAIN_SCHEDULE: "0 1 * * * *",
  AUDIT_PURGE_SCHEDULE: "0 2 * * * *",
  WATCH_SCHEDULE: "*/16 * * * * *",
  CONFIG_TIDY_SCHEDULE: "0 3 * * * *",
  GATEWAY_CHECK_SCHEDULE: "0 4 * * * *",
  PROBE_SCHEDULE: "0 5 * * * *",
  AUDIT_EVENT_HUB: "a-hub",
  PROBE_TARGETS: "https://west.example",
  PROBE_SIGNING_SECRET: "what probes are signed with, and only they",
  ACG_RESOURCE_ID:
    "/subscriptions/7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10/resourceGroups/rg/providers/Microsoft.VoiceServices/communicationsGateways/g",
};

const registry = createRegistry();

beforeAll(async () => {
  const core = attachToCore(registry, () => {});
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  try {
    await import("../../functions/main.ts");
  } finally {
    core.detach();
  }
});

afterAll(() => {
  vi.unstubAllEnvs();
});

const registered = () =>
  new Map([...registry.functions.values()].map(({ name, metadata }) => [name, triggerOf(metadata).binding]));

describe("the functions of the app", () => {
  it("are those of the table, each with a file of its name", () => {
    const names = [...registered().keys()].sort();
    expect(names).toEqual(Object.keys(functionTable).sort());
    const files = listRepositoryFiles("functions/", ".ts").filter((path) => path.split("/").length === 2);
    const others = ["main", "settings", "start"];
    expect(files.map((path) => basename(path, ".ts")).sort()).toEqual([...names, ...others].sort());
  });

  it.each(Object.entries(functionTable))("have the trigger that the table gives: %s", (name, row) => {
    const binding = registered().get(name);
    if ("schedule" in row) expect(binding).toMatchObject({ type: "timerTrigger", schedule: settings[row.schedule] });
    else if ("consumerGroup" in row)
      expect(binding).toMatchObject({
        type: "eventHubTrigger",
        eventHubName: "a-hub",
        consumerGroup: row.consumerGroup,
        cardinality: "many",
      });
    else if ("page" in row)
      expect(binding).toMatchObject({
        type: "httpTrigger",
        methods: ["GET", "HEAD"],
        route: row.page,
        authLevel: "anonymous",
      });
    else
      expect(binding).toMatchObject({
        type: "httpTrigger",
        methods: [row.method],
        route: `api/${row.route}`,
        authLevel: "access" in row && row.access === "signalling" ? "function" : "anonymous",
      });
  });
});
