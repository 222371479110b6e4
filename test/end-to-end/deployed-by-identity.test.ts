import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appSettings } from "../infra/infra-files.ts";
import { type ManagedIdentity, startManagedIdentity } from "../support/app/managed-identity.ts";
import { sign } from "../support/app/sign.ts";
import { type Sink, startCollector, startIngestion } from "../support/app/telemetry-sinks.ts";
import { startTokenIssuer, type TokenIssuer } from "../support/app/token-issuer.ts";
import { eventually } from "../support/eventually.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { readPackage } from "../support/programs/unpack-app.ts";
import { makeCertificates } from "../support/stores/certificates.ts";
import { startSecureHub, startSecureTables } from "../support/stores/secure-stores.ts";

// The package with the settings that infra/ gives it, on loopback: stores by TLS and a managed identity's tokens, no key. The
// endpoint of the identity, Entra ID, Event Hubs and Application Insights are simulated; Azurite is genuine.

const clientId = "11111111-2222-4333-8444-555555555555";
const signingSecret = "0123456789abcdef0123456789abcdef";
const traceId = "0af7651916cd43dd8448eb211c80319c";

const cleanUps: (() => unknown)[] = [];
const onEnd = (cleanUp: () => unknown) => void cleanUps.push(cleanUp);
let identity: ManagedIdentity;
let issuer: TokenIssuer;
let collector: Sink;
let ingestion: Sink;
let program: ReadyProgram;
let coverage: string;

/** Settings of the template that are there only for a region that was given them. */
const isOptional = (name: string): boolean => /_PREVIOUS$|_SINCE$|^PROBE_|^ACG_/.test(name);

/** The settings of the template, each with what Azure would put in place of an expression. */
const settingsOfTemplate = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...appSettings()]
      .filter(([name]) => !name.startsWith("AzureWebJobsStorage__") && !isOptional(name))
      .map(([name, text]) => [name, values[name] ?? text.replace(/^clientId$|\$\{clientId\}/, clientId)]),
  );

/** What only this test sets: what Azure sets itself, and what takes the place of Azure. */
const settingsBeside = (authority: string, authorityPath: string): Readonly<Record<string, string>> => ({
  WEBSITE_SITE_NAME: "func-loopback",
  ENTRA_AUTHORITY: authority,
  SEED_STARTER_CONFIGURATION: "true",
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  NODE_EXTRA_CA_CERTS: authorityPath,
  NODE_V8_COVERAGE: coverage,
  // Nobody tells what became of the call, and nothing is said of that while this runs.
  OUTCOME_EXPECTED_S: "86400",
  // What the exporter of Application Insights tells Microsoft of itself.
  APPLICATION_INSIGHTS_NO_STATSBEAT: "true",
});

beforeAll(async () => {
  if (process.env.PACKAGED !== "1") return;
  coverage = mkdtempSync(join(tmpdir(), "loaded-modules-"));
  onEnd(() => rmSync(coverage, { recursive: true, force: true }));
  const certificates = makeCertificates(onEnd);
  identity = await startManagedIdentity(clientId, onEnd);
  issuer = await startTokenIssuer(onEnd);
  collector = await startCollector(onEnd);
  ingestion = await startIngestion(certificates, onEnd);
  const { ENTRA_TENANT_ID = "", ENTRA_AUDIENCE = "" } = issuer.settings;
  const settings = settingsOfTemplate({
    TABLES_CONNECTION__tableServiceUri: await startSecureTables(certificates, onEnd),
    EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: await startSecureHub(certificates, onEnd),
    AUDIT_EVENT_HUB: "emergency-audit",
    AUDIT_RETENTION_DAYS: "400",
    ENTRA_TENANT_ID,
    ENTRA_AUDIENCE,
    WEBHOOK_SIGNING_SECRET: signingSecret,
    AUDIT_CHAIN_KEY: "the key of the chains in the template",
    APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${clientId};IngestionEndpoint=${ingestion.url}/`,
  });
  const beside = settingsBeside(issuer.authority, certificates.authorityPath);
  program = await startReadyProgram({ ...settings, ...beside, ...identity.settings }, onEnd);
});

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await issuer.issue(["Config.Read", "Config.Write", "Audit.Read", "Audit.Read.Personal"]);
  return fetch(`${program.url}/api/v1/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
}

describe.runIf(process.env.PACKAGED === "1")("the package, by identity", () => {
  it("decides a signed call and publishes its event", async () => {
    const body = JSON.stringify({ callId: "call-1", calledParty: "+44999", callingParty: "+441632960123" });
    const headers = { ...sign(body, signingSecret), traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const answer = await fetch(`${program.url}/api/v1/call-setup`, { method: "POST", body, headers });
    expect(await answer.json()).toMatchObject({
      class: "emergency",
      config: { source: "live" },
      audit: { status: "published" },
    });
  });

  it("brings the event into the trail, where who has a token finds it", async () => {
    await expect.poll(async () => (await ask("audit/calls?callId=call-1")).status).toBe(200);
    expect((await fetch(`${program.url}/api/v1/audit/calls?callId=call-1`)).status).toBe(401);
  });

  // V8 counts what it runs here, and a change tries tens of thousands of calls.
  it("changes the configuration, after all that is judged of it", async () => {
    const item = { territory: "GB", shortCode: "101", class: "special" };
    const change = { baseVersion: 1, reason: "CHG0012345", operations: [{ op: "put", kind: "number", item }] };
    const answer = await ask("config/changes", { method: "POST", body: JSON.stringify(change) });
    expect(await answer.json()).toMatchObject({ version: 2, audit: { status: "published" } });
  });

  it("compares the boundaries of areas, of which there are none", async () => {
    const answer = await ask("config/coverage?boundaries=true");
    expect(await answer.json()).toMatchObject({ areas: { boundaries: { complete: true, leftOut: [] } } });
  });

  it("describes itself, and finds both stores up", async () => {
    expect(await (await ask("openapi.json")).json()).toHaveProperty("openapi");
    await eventually(async () =>
      expect(await (await ask("health/ready")).json()).toMatchObject({ tables: "up", eventHubs: "up" }),
    );
  });

  it("serves the console", async () => {
    const page = await fetch(`${program.url}/console/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<html");
  });

  it("ends in time, and sends its last telemetry to both", async () => {
    program.signal("SIGTERM");
    expect(await program.exit).toBe(0);
    await program.closed;
    expect(program.stderr()).not.toContain('"level":');
    expect(collector.received.map(({ path }) => path)).toEqual(expect.arrayContaining(["/v1/traces", "/v1/metrics"]));
    expect(collector.received.map(({ body }) => body).join()).toContain(traceId);
    const byIdentity = ingestion.received.filter(({ authorization }) => authorization?.startsWith("Bearer "));
    expect(byIdentity.map(({ body }) => body).join()).toContain(traceId);
    expect(byIdentity.map(({ body }) => body).join()).toContain("ecr.decisions");
  });

  it("has asked for tokens as the one identity that it was given", () => {
    expect(identity.refused).toEqual([]);
    const resources = new Set(identity.granted.map(({ resource }) => resource.replace(/\/+$/, "")));
    expect([...resources].sort()).toEqual([
      "https://eventhubs.azure.net",
      "https://monitor.azure.com",
      "https://storage.azure.com",
    ]);
  });
});

/** Chunks that nothing of the product can come to, and why. */
const neverLoaded: readonly (readonly [name: RegExp, why: string])[] = [
  [
    /^getMachineId-/,
    "OpenTelemetry's host detector: the resource is made of attributes of our own, nothing is detected",
  ],
  [
    /^(?:customerSDKStats|statsbeatExporter|httpSender)-/,
    "what the exporter of Application Insights tells Microsoft of itself: switched off here",
  ],
  [/^open-/, "@azure/identity opens a browser with it for somebody to sign in; a managed identity needs none"],
];

const chunkImport = /\bimport\("(?:\.\/|\.\.\/)(?:chunks\/)?([\w.-]+\.js)"\)/g;

describe.runIf(process.env.PACKAGED === "1")("every dynamic import of the package", () => {
  it("was made by what is above, and what it brought was used", () => {
    // The console's own are imported by browsers.
    const isOfApp = (name: string) => name.endsWith(".js") && !name.startsWith("console/");
    const scripts = Object.entries(readPackage()).filter(([name]) => isOfApp(name));
    const chunks = new Set(
      scripts.flatMap(([, bytes]) =>
        [...new TextDecoder().decode(bytes).matchAll(chunkImport)].map(([, name = ""]) => name),
      ),
    );
    const reports = readdirSync(coverage).map((name) => JSON.parse(readFileSync(join(coverage, name), "utf8")));
    const loaded = new Set(reports.flatMap(({ result }) => result.map(({ url }: { url: string }) => basename(url))));
    const missing = [...chunks].filter((name) => !loaded.has(name));
    expect(chunks.size).toBeGreaterThan(10);
    expect(missing.filter((name) => !neverLoaded.some(([pattern]) => pattern.test(name)))).toEqual([]);
  });
});
