import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startEventHubs } from "../../local/event-hubs/start-event-hubs.ts";
import { startTables } from "../../local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/run-app.ts";
import { firstDifference } from "../support/run-story.ts";
import { readShellSteps, runShell, type ShellStep } from "./shell-story.ts";

// The signing that the documents show, done by the tools that they name, against an app that asks for it.
const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const read = (name: string): Promise<string> => readFile(`${docs}${name}`, "utf8");

const lookup = readShellSteps(await read("integration/http-lookup.md"));
const stops: (() => unknown)[] = [];
let app: RunningApp;
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  const tables = await startTables({ port: 0 });
  stops.push(() => tables.stop());
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  const hub = await startEventHubs({ port: 0, hubs });
  stops.push(() => hub.stop());
  const secret = /WEBHOOK_SIGNING_SECRET=(\w+)/.exec(lookup[0]?.script ?? "")?.[1] ?? "";
  app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    SEED_STARTER_CONFIGURATION: "true",
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    WEBHOOK_SIGNING_SECRET: secret,
  });
  stops.push(() => app.stop());
  variables = { URL: app.url, KEY: "any", WEBHOOK_SIGNING_SECRET: secret, ASK_WITHIN_S: "20" };
});

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

describe("docs/integration/http-lookup.md", () => {
  // The first block says where the app is; here that is another place.
  const [, ...steps] = lookup;
  const stage = steps.filter(({ answer }) => answer === null).map(({ script }) => script);
  const shown = steps.flatMap(({ script, answer }) => (answer === null ? [] : [{ script, answer }]));

  it("shows commands, and first how a request is signed", () => {
    expect(stage.join("")).toContain("openssl dgst -sha256 -hmac");
    expect(shown.length).toBeGreaterThan(12);
  });

  it.each(shown)("$script", async ({ script, answer }) => {
    const expectIt = () => expectAnswer([...stage, script], answer);
    // The trail has an event a moment after its call was answered.
    if (script.includes("/audit/")) await vi.waitFor(expectIt, { timeout: 20_000, interval: 200 });
    else await expectIt();
  });

  async function expectAnswer(scripts: readonly string[], answer: NonNullable<ShellStep["answer"]>): Promise<void> {
    const { status, body } = await runShell(scripts, variables);
    expect(status, JSON.stringify(body)).toBe(answer.status);
    expect(firstDifference(answer.body, body)).toBeNull();
  }
});

describe("docs/security.md", () => {
  it("signs a request as the app asks for it", async () => {
    const signing = readShellSteps(await read("security.md")).filter(({ script }) => script.includes("openssl"));
    expect(signing).toHaveLength(1);
    const { status, body } = await runShell(
      signing.map(({ script }) => script),
      variables,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ class: "emergency", audit: { status: "published" } });
  });

  it("shows no command that nobody has tried, other than Azure's own", async () => {
    const steps = readShellSteps(await read("security.md"));
    expect(steps.filter(({ script }) => !script.includes("openssl") && !script.startsWith("az "))).toEqual([]);
  });
});

describe("every document of docs/integration", () => {
  it("has its JSON and its commands in blocks that a test runs", async () => {
    const names = (await readdir(`${docs}integration`)).filter((name) => name !== "http-lookup.md");
    expect(names).toContain("README.md");
    for (const name of names) expect(await read(`integration/${name}`), name).not.toMatch(/^```(sh|http|json)\b/m);
  });
});
