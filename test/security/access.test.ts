import { generateKeyPair } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type AppRole, appRoles } from "../../shared/identity/caller.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { type EventHubsStandIn, startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { sign } from "../support/app/sign.ts";
import { objectId, startTokenIssuer, type TokenIssuer } from "../support/app/token-issuer.ts";
import { allRows } from "../support/trail/trail.ts";
import { call, change, openRoutes, type Route, routes, signedOnly } from "./every-route.ts";

// The whole product as it runs in Azure: signed calls, tokens for everything else. Who has no right gets nothing done.
const secret = "what the signalling layer signs with";
const previousSecret = "what the signalling layer signs with no more";
const stops: (() => unknown)[] = [];
let tables: Tables;
let hub: EventHubsStandIn;
let issuer: TokenIssuer;
let app: RunningApp;
let stranger: Awaited<ReturnType<typeof generateKeyPair>>;

const send = ({ method, path, body }: Pick<Route, "method" | "path" | "body">, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/v1/${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** What Azure puts in front of an app that leaves signing in to it, and what anybody can put there where it does not. */
const forgedPrincipal = Buffer.from(
  JSON.stringify({ auth_typ: "aad", claims: [{ typ: "roles", val: "Config.Write" }] }),
).toString("base64");

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  send({ method: "POST", path, body }, headers);

beforeAll(async () => {
  stranger = await generateKeyPair("RS256");
  tables = await startTables({ port: 0 });
  stops.push(() => tables.stop());
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  hub = await startEventHubs({ port: 0, hubs });
  stops.push(() => hub.stop());
  issuer = await startTokenIssuer((stop) => stops.push(stop));
  app = await runApp({
    ...issuer.settings,
    WEBHOOK_SIGNING_SECRET: secret,
    WEBHOOK_SIGNING_SECRET_PREVIOUS: previousSecret,
    WEBSITE_SITE_NAME: "router",
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    SEED_STARTER_CONFIGURATION: "true",
    AUDIT_PUBLISH_BUDGET_MS: "20000",
  });
  stops.push(() => app.stop());
});

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

/** Everything the stores hold, to tell whether something was done. */
async function held(): Promise<Readonly<Record<string, number>>> {
  const names = ["EmergencyConfig", "LookupTables", "AuditOutbox", "AuditTrail", "AuditByCall"];
  const counts = await Promise.all(
    names.map(async (name) => [name, (await allRows(tableClient(tables, name))).length]),
  );
  return { ...Object.fromEntries(counts), sends: hub.sends() };
}

it("knows every HTTP function of the app", () => {
  const open = openRoutes.map(({ name }) => name);
  const background = ["drain-outbox", "purge-audit", "project-audit", "tidy-configuration"];
  const listed = [...routes, ...signedOnly].map(({ name }) => name);
  expect([...app.functions].filter((name) => !open.includes(name) && !background.includes(name)).sort()).toEqual(
    listed.sort(),
  );
});

describe.each(routes)("$name", (route) => {
  const otherRoles = appRoles.filter((role) => role !== route.role);

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ["nothing", () => ({})],
    ["a function key", () => ({ "x-functions-key": "key" })],
    ["a forged principal", () => ({ "x-ms-client-principal": forgedPrincipal, "x-ms-client-principal-name": "admin" })],
    ["a webhook signature", () => sign(JSON.stringify(route.body ?? ""), secret)],
    [
      "an expired token",
      async () => bearer(await issuer.issue(appRoles, { claims: { exp: Math.floor(Date.now() / 1000) - 600 } })),
    ],
    ["a token for another application", async () => bearer(await issuer.issue(appRoles, { claims: { aud: "other" } }))],
    [
      "a token that somebody else signed",
      async () => bearer(await issuer.issue(appRoles, { key: stranger.privateKey })),
    ],
  ])("does nothing and answers 401 to whoever brings %s", async (_, headers) => {
    const before = await held();
    const response = await send(route, await headers());
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await held()).toEqual(before);
  });

  it("does nothing and answers 403 to whoever has all roles but its own", async () => {
    const before = await held();
    const response = await send(route, bearer(await issuer.issue(otherRoles)));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ detail: `the app role ${route.role} is needed` });
    expect(await held()).toEqual(before);
  });
});

describe.each(signedOnly)("$name", ({ path, body }) => {
  const text = JSON.stringify(body);
  const nowS = () => Math.floor(Date.now() / 1000);

  it("does what a signed request asks", async () => {
    const response = await post(path, body, sign(text, secret));
    expect(response.ok).toBe(true);
    expect(await response.json()).toMatchObject({ audit: { status: "published" } });
  });

  it("does what is signed with the secret of before", async () => {
    expect((await post(path, body, sign(text, previousSecret))).ok).toBe(true);
  });

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ["no signature", () => ({})],
    ["a signature of another secret", () => sign(text, `${secret}!`)],
    ["a signature of another body", () => sign("{}", secret)],
    ["a signature of an hour ago", () => sign(text, secret, nowS() - 3600)],
    [
      "a signature cut short",
      () => ({ ...sign(text, secret), "x-signature": sign(text, secret)["x-signature"].slice(0, 20) }),
    ],
    ["a good signature's time shifted", () => ({ ...sign(text, secret), "x-signature-timestamp": String(nowS() + 1) })],
    ["a token with every role", async () => bearer(await issuer.issue(appRoles))],
    ["a function key", () => ({ "x-functions-key": "key" })],
  ])("does nothing and answers 401 to %s", async (_, headers) => {
    const sends = hub.sends();
    const response = await post(path, body, await headers());
    expect(response.status).toBe(401);
    expect(hub.sends()).toBe(sends);
  });
});

describe("somebody who is known", () => {
  type Page = { readonly events: readonly { readonly type: string; readonly data: Record<string, unknown> }[] };
  const wide = () => {
    const iso = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();
    return `from=${iso(-600_000)}&to=${iso(600_000)}`;
  };

  const readEvents = async (
    roles: readonly AppRole[],
    query: string,
  ): Promise<Page & { readonly headers: Headers }> => {
    const path = `audit/events?${wide()}&${query}`;
    const response = await send({ method: "GET", path }, bearer(await issuer.issue(roles)));
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    return { ...((await response.json()) as Page), headers: response.headers };
  };

  it("is the author of a version, and of the audit event that tells of it", async () => {
    const response = await post("config/changes", change, bearer(await issuer.issue(["Config.Write"])));
    expect(response.status).toBe(201);
    const { version } = (await response.json()) as { readonly version: number };
    const path = `config/versions/${version}`;
    const read = await send({ method: "GET", path }, bearer(await issuer.issue(["Config.Read"])));
    expect(await read.json()).toMatchObject({ author: `operator@example.net (${objectId})` });
    await vi.waitFor(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-config.changed.v1");
      expect(events.map(({ data }) => data.sender)).toContain(`operator@example.net (${objectId})`);
    }, 20_000);
  });

  it("is recorded as a reader of the trail, with what was asked and whether calling numbers were shown", async () => {
    await readEvents(["Audit.Read"], "tenant=asked-for-once");
    await readEvents(["Audit.Read", "Audit.Read.Personal"], "tenant=asked-for-twice");
    await vi.waitFor(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-audit.read.v1&limit=1000");
      const reads = events.map(({ data }) => data.read);
      const by = `operator@example.net (${objectId})`;
      for (const [name, personal] of [
        ["asked-for-once", false],
        ["asked-for-twice", true],
      ] as const)
        expect(reads).toContainEqual({
          by,
          operation: "events",
          query: expect.objectContaining({ tenant: name }),
          personal,
        });
    }, 20_000);
  });

  it("is recorded as a reader of a lookup table's rows, with the table, its version and the form", async () => {
    const imports = "config/imports?kind=lookup-table&name=read-once&reason=CHG1";
    const stored = await post(imports, [{ key: "75056", value: "0144" }], bearer(await issuer.issue(["Config.Write"])));
    expect(stored.status).toBe(201);
    const reader = bearer(await issuer.issue(["Config.Read"]));
    const read = async (path: string) =>
      (await send({ method: "GET", path: `config/lookup-tables/${path}` }, reader)).status;
    expect(await read("read-once/versions/1?format=csv")).toBe(200);
    expect(await read("read-once/versions/9?format=csv")).toBe(404);
    await vi.waitFor(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-audit.read.v1&limit=1000");
      const reads = events.map(({ data }) => data.read).filter((told) => JSON.stringify(told).includes("read-once"));
      expect(reads).toEqual([
        {
          by: `operator@example.net (${objectId})`,
          operation: "lookup-table",
          query: { name: "read-once", version: 1, format: "csv" },
          personal: false,
        },
      ]);
    }, 20_000);
  });

  it("sees calling numbers masked without the role to see them, in pages, stories and exports", async () => {
    const numbered = { ...call, callId: "call-masked" };
    await post("call-setup", numbered, sign(JSON.stringify(numbered), secret));
    await vi.waitFor(async () => {
      const { events } = await readEvents(["Audit.Read"], "callId=call-masked");
      expect(events).toHaveLength(1);
    }, 20_000);
    const masked = await issuer.issue(["Audit.Read", "Audit.Export"]);
    const shown = await issuer.issue(["Audit.Read", "Audit.Export", "Audit.Read.Personal"]);
    for (const path of [
      `audit/events?${wide()}`,
      "audit/calls?callId=call-masked",
      `audit/events/export?${wide()}&callId=call-masked&format=ndjson`,
      `audit/events/export?${wide()}&callId=call-masked&format=csv`,
    ]) {
      const without = await send({ method: "GET", path }, bearer(masked));
      expect(without.headers.get("x-redacted")).toBe("callingParty");
      const text = await without.text();
      expect(text).toContain("+**********23");
      expect(text).not.toContain("1632960");
      const whole = await send({ method: "GET", path }, bearer(shown));
      expect(whole.headers.get("x-redacted")).toBeNull();
      expect(await whole.text()).toContain("+441632960123");
    }
  });

  it("asks for a caller only with the role to see callers, and leaves no number to be read without it", async () => {
    const numbered = { ...call, callId: "call-sought", callingParty: "01632 960 177", territory: "GB" };
    await post("call-setup", numbered, sign(JSON.stringify(numbered), secret));
    const roles: readonly AppRole[] = ["Audit.Read", "Audit.Export"];
    const sought = "callingParty=%2B441632960177";
    await vi.waitFor(async () => {
      const { events } = await readEvents([...roles, "Audit.Read.Personal"], sought);
      expect(events).toMatchObject([{ data: { request: { callingParty: "01632 960 177" } } }]);
    }, 20_000);
    for (const path of [`audit/events?${wide()}&${sought}`, `audit/events/export?${wide()}&${sought}`]) {
      const answer = await send({ method: "GET", path }, bearer(await issuer.issue(roles)));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("Audit.Read.Personal") });
    }
    await vi.waitFor(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-audit.read.v1&limit=1000");
      const asked = events.map(({ data }) => data.read).filter((read) => JSON.stringify(read).includes("**77"));
      expect(asked).toContainEqual(expect.objectContaining({ operation: "events", personal: true }));
      expect(JSON.stringify(events)).not.toContain("1632960177");
    }, 20_000);
  });

  it("gets answers that nobody may keep or take for something else", async () => {
    for (const answer of [
      await send({ method: "GET", path: "config" }, bearer(await issuer.issue(["Config.Read"]))),
      await send({ method: "GET", path: "config" }),
      await post("call-setup", call, sign(JSON.stringify(call), secret)),
      await post("call-setup", {}, {}),
      await send({ method: "GET", path: "health/live" }),
    ]) {
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });
});
