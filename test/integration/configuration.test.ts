import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { configTable } from "../../shared/config/store/config-table.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { readAuditHub, startAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";
import { damageVersion } from "../support/stores/damage-version.ts";
import { startProxy } from "../support/stores/start-proxy.ts";

type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> };

/** The app on a small configuration, in which GB has 999, asked and told over HTTP. */
async function startApp(
  tables: { readonly connectionString: string },
  settings: Readonly<Record<string, string>> = {},
) {
  const hub = await startAuditHub();
  const app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    ...settings,
  });
  onTestFinished(() => app.stop());
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${app.url}/api/v1/config${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
  };
  const post = (path: string, body: unknown) => ask(path, { method: "POST", body: JSON.stringify(body) });
  return { app, hub, ask, post };
}

const number = (shortCode: string, more: Readonly<Record<string, unknown>> = {}) => ({
  op: "put",
  kind: "number",
  item: { territory: "GB", shortCode, class: "emergency", ...more },
});
const change = (baseVersion: number, ...operations: readonly object[]) => ({
  baseVersion,
  reason: "CHG1",
  operations,
});
const remove999 = { op: "delete", kind: "number", key: { territory: "GB", shortCode: "999" } };

const classOf = async (app: RunningApp, calledParty: string): Promise<string> =>
  (await app.call({ ingress: "default", calledParty, territory: "GB" })).class;

/** Everything the store has of the configuration. */
async function rowsOf(tables: Tables): Promise<readonly string[]> {
  const rows: string[] = [];
  for await (const { partitionKey, rowKey } of tableClient(tables, "EmergencyConfig").listEntities())
    rows.push(`${partitionKey} ${rowKey}`);
  return rows;
}

afterEach(() => vi.restoreAllMocks());

const putItem = (kind: string, item: object) => ({ op: "put", kind, item });
const patchItem = (kind: string, key: object, item: object) => ({ op: "patch", kind, key, item });

describe("a slip", () => {
  const gateway = {
    name: "zoom",
    spellings: ["plus-country-short-code", "short-code"],
    platformRoutedTerritories: ["US", "CA"],
  };
  const trunk = { name: "a", host: "a.example", headers: { Priority: "emergency" } };
  const shortCode = {
    name: "short-code",
    steps: [{ do: "strip-calling-code" }],
    examples: [{ in: "+44999", out: "999" }],
  };
  const strip9 = { do: "strip", prefix: "9" };

  it.each<[string, object, string, string]>([
    ["an ingress that is deleted", { op: "delete", kind: "ingress", key: { name: "zoom" } }, "removes-ingress", "zoom"],
    [
      "an ingress put without the territories of the platform",
      putItem("ingress", { name: gateway.name, spellings: gateway.spellings }),
      "changes-platform-routing",
      "US at zoom: not the platform's any more",
    ],
    [
      "a route set put without its headers",
      putItem("route-set", { name: "emergency", routes: [{ name: "a", host: "a.example" }] }),
      "changes-emergency-headers",
      "emergency: without Priority: emergency at a",
    ],
    [
      "a conversion that makes another number",
      putItem("conversion", {
        ...shortCode,
        steps: [...shortCode.steps, strip9],
        examples: [{ in: "+44112", out: "112" }],
      }),
      "rewrites-emergency-numbers",
      "999 in GB: 99 instead of 999",
    ],
    [
      "a patch of one field",
      patchItem("ingress", { name: "zoom" }, { trustTerritory: false }),
      "changes-territory-trust",
      "zoom: not believed any more",
    ],
  ])("does not go live before it is confirmed by its own name: %s", async (_, operation, danger, item) => {
    const { ask, post } = await startApp(await startConfiguredTables());
    const setUp = change(
      1,
      putItem("ingress", gateway),
      putItem("route-set", { name: "emergency", routes: [trunk] }),
      putItem("conversion", shortCode),
    );
    const confirmed = await post("/changes", { ...setUp, confirm: ["changes-emergency-headers"] });
    expect(confirmed.status).toBe(201);

    const slip = await post("/changes", change(2, operation));
    expect(slip).toMatchObject({ status: 428, body: { unconfirmed: expect.arrayContaining([danger]) } });
    expect(slip.body.dangers).toContainEqual(
      expect.objectContaining({ danger, items: expect.arrayContaining([item]) }),
    );
    expect((await ask("")).body.version).toBe(2);

    const meant = await post("/changes", { ...change(2, operation), confirm: slip.body.unconfirmed });
    expect(meant.status).toBe(201);
    const undone = await post("/versions/2/restore", { reason: "undone" });
    expect(undone).toMatchObject({ status: 201, body: { version: 4, dangers: expect.any(Array) } });
  });

  it("is a change of one field only where it is a patch, in a simulation as well", async () => {
    const { ask, post } = await startApp(await startConfiguredTables());
    expect((await post("/changes", change(1, putItem("ingress", gateway)))).status).toBe(201);
    const patch = change(2, patchItem("ingress", { name: "zoom" }, { defaultTerritory: "GB" }));
    const simulated = await post("/simulations", {
      calls: [{ ingress: "zoom", calledParty: "999" }],
      change: patch,
    });
    expect(simulated).toMatchObject({ status: 200, body: { decisions: [{ after: { number: { territory: "GB" } } }] } });
    expect((await post("/changes", { ...patch, confirm: ["moves-callers"] })).status).toBe(201);
    expect((await ask("")).body.ingresses).toEqual([
      expect.objectContaining({ ...gateway, defaultTerritory: "GB", trustTerritory: true }),
    ]);
    const missing = await post("/changes", change(3, patchItem("ingress", { name: "teams" }, {})));
    expect(missing).toMatchObject({
      status: 422,
      body: { errors: [{ path: "operations[0].key", message: "there is no ingress teams" }] },
    });
  });
});

describe("a change", () => {
  it("is stored, decides the next call of its instance, and is told with what it does", async () => {
    const { app, ask, post } = await startApp(await startConfiguredTables());
    const answer = await post("/changes", change(1, number("112")));
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe("/api/v1/config/versions/2");
    expect(answer.body).toMatchObject({
      version: 2,
      baseVersion: 1,
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      diff: { summary: { number: { added: 1, changed: 0, removed: 0 } }, changes: [{ key: "*|GB|112" }] },
      dangers: [],
      audit: { status: "published" },
    });
    const decided = await app.call({ calledParty: "+44112", territory: "GB" });
    expect(decided).toMatchObject({ class: "emergency", flags: ["generated-call-id"], config: { version: 2 } });
    const active = await ask("");
    expect(active.headers.get("etag")).toBe('"2"');
    expect(active.body).toMatchObject({ version: 2, hash: answer.body.hash, numbers: [{}, {}] });
    expect((await ask("", { headers: { "if-none-match": '"2"' } })).status).toBe(304);
  });

  it("is an audit event with its author, reason and diff", async () => {
    const { hub, post } = await startApp(await startConfiguredTables());
    const events = readAuditHub(hub);
    const { body } = await post("/changes", change(1, number("112")));
    const { eventId } = body.audit as { readonly eventId: string };
    const [event] = (await waitForEvents(events, [eventId])).filter(({ messageId }) => messageId === eventId);
    expect(event?.body).toMatchObject({
      type: "emergency-config.changed.v1",
      data: {
        change: { version: 2, parent: 1, author: "local", reason: "CHG1", hash: body.hash, truncated: false },
        sender: "local",
      },
    });
    expect(event?.body.data.change.diff).toMatchObject([{ kind: "number", key: "*|GB|112", change: "added" }]);
  });

  it("in a dry run is told the same and stores nothing", async () => {
    const tables = await startConfiguredTables();
    const { ask, post } = await startApp(tables);
    const before = await rowsOf(tables);
    const dry = await post("/changes?dryRun=true", change(1, number("112")));
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, baseVersion: 1 } });
    expect(await rowsOf(tables)).toEqual(before);
    expect((await ask("")).body).toMatchObject({ version: 1 });
    const { body } = await post("/changes", change(1, number("112")));
    for (const told of ["hash", "diff", "warnings", "dangers", "simulated", "differing", "decisionsChanged"])
      expect(body[told], told).toEqual(dry.body[told]);
  });

  it("that is dangerous needs its danger named", async () => {
    const tables = await startConfiguredTables();
    const { app, post } = await startApp(tables);
    const both = change(1, number("112"), remove999);
    const before = await rowsOf(tables);
    const refused = await post("/changes", { ...both, confirm: ["empties-territory"] });
    expect(refused).toMatchObject({ status: 428, body: { dangers: [{ danger: "removes-emergency-number" }, {}] } });
    expect(await rowsOf(tables)).toEqual(before);
    const confirm = refused.body.unconfirmed;
    expect(await post("/changes", { ...both, confirm })).toMatchObject({ status: 201 });
    // The catalogue still has it: nobody is left without help.
    expect(await classOf(app, "+44999")).toBe("emergency");
  });

  it("with faults is refused with all of them, and stores nothing", async () => {
    const tables = await startConfiguredTables();
    const { post } = await startApp(tables);
    const before = await rowsOf(tables);
    const form = await post("/changes", {
      ...change(1, number("9x", { colour: "red" }), { op: "delete", kind: "defaults", key: {} }),
      reason: "",
    });
    expect(form.status).toBe(422);
    expect((form.body.errors as { path: string }[]).map(({ path }) => path)).toEqual([
      "reason",
      "operations[0].item.shortCode",
      "operations[0].item.colour",
      "operations[1].kind",
    ]);
    const content = await post(
      "/changes",
      change(1, number("112", { routeSet: "nowhere" }), number("113", { tenant: "nobody", conversion: "nothing" })),
    );
    expect(content.status).toBe(422);
    expect((content.body.errors as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      "operations[0].item.routeSet",
      "operations[1].item.conversion",
      "operations[1].item.tenant",
    ]);
    expect(await rowsOf(tables)).toEqual(before);
  });

  it.each([
    ["no JSON", "{", 400],
    ["nothing", "", 400],
    ["too much", JSON.stringify({ reason: "x".repeat(5_000_000) }), 413],
  ])("that is %s is refused", async (_, body, status) => {
    const { ask } = await startApp(await startConfiguredTables());
    expect((await ask("/changes", { method: "POST", body })).status).toBe(status);
  });

  it("on a version that is not active any more is refused", async () => {
    const { post } = await startApp(await startConfiguredTables());
    await post("/changes", change(1, number("112")));
    expect(await post("/changes", change(1, number("113")))).toMatchObject({ status: 409, body: { activeVersion: 2 } });
  });

  it("is one of eight that are made at once, and the other seven are told so", async () => {
    const tables = await startConfiguredTables();
    const { ask, post } = await startApp(tables);
    const codes = ["110", "112", "113", "114", "115", "117", "118", "119"];
    const answers = await Promise.all(codes.map((code) => post("/changes", change(1, number(code)))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const winner = answers.findIndex(({ status }) => status === 201);
    const { body } = await ask("");
    expect((body.numbers as { shortCode: string }[]).map(({ shortCode }) => shortCode).sort()).toEqual(
      ["999", codes[winner]].sort(),
    );
    expect((await ask("/versions")).body.versions).toHaveLength(2);
  });
});

describe("a first configuration", () => {
  it("is a change of version 0", async () => {
    const tables = await startTables({ port: 0 });
    onTestFinished(() => tables.stop());
    for (const name of ["AuditOutbox", "LookupTables", "EmergencyConfig", "AuditTrail", "AuditByCall"])
      await tableClient(tables, name).createTable();
    const { app, ask, post } = await startApp(tables);
    expect((await ask("")).body).toMatchObject({ version: 0, numbers: [] });
    expect((await ask("/versions")).body).toEqual({ versions: [], continuationToken: null });
    const territory = { op: "put", kind: "territory", item: { code: "GB", callingCode: "44", routeSet: "out" } };
    const routeSet = {
      op: "put",
      kind: "route-set",
      item: { name: "out", routes: [{ name: "a", host: "a.example" }] },
    };
    const first = await post("/changes", change(0, territory, routeSet, number("999")));
    expect(first.body).toMatchObject({ version: 1, baseVersion: 0 });
    expect(await app.call({ calledParty: "+44999", territory: "GB" })).toMatchObject({
      routes: [{ name: "a" }],
      config: { version: 1, source: "live" },
    });
  });
});

describe("a version", () => {
  it("is shown whole with its diff, and brought back by one call that needs no confirmation", async () => {
    const { app, ask, post } = await startApp(await startConfiguredTables());
    await post("/changes", change(1, number("112", { note: "to be undone" })));
    expect((await ask("/versions/2")).body).toMatchObject({
      version: 2,
      parent: 1,
      reason: "CHG1",
      diff: { changes: [{ kind: "number", key: "*|GB|112", change: "added" }], truncated: false },
      numbers: [{}, {}],
    });
    const restored = await post("/versions/1/restore", { reason: "a mistake" });
    expect(restored).toMatchObject({
      status: 201,
      body: { version: 3, baseVersion: 2, dangers: [{ danger: "removes-emergency-number" }] },
    });
    const first = (await ask("/versions/1")).body;
    expect((await ask("")).body).toMatchObject({ version: 3, hash: first.hash, numbers: first.numbers });
    expect((await app.call({ calledParty: "+44112", territory: "GB" })).flags).toContain("unprovisioned");
    expect((await ask("/versions?limit=2")).body).toMatchObject({
      versions: [{ version: 3, restoredFrom: 1, reason: "a mistake" }, { version: 2 }],
      continuationToken: "1",
    });
    expect((await ask("/versions?limit=2&continuationToken=1")).body).toMatchObject({
      versions: [{ version: 1 }],
      continuationToken: null,
    });
  });

  it("is brought back in one call while the active one is damaged, which nothing else can change", async () => {
    const tables = await startConfiguredTables();
    const { app, ask, post } = await startApp(tables);
    await post("/changes", change(1, number("112")));
    await damageVersion(tableClient(tables, "EmergencyConfig"), 2, "number|*|GB|999");
    for (const answer of [await ask(""), await ask("/export"), await post("/changes", change(2, number("113")))])
      expect(answer).toMatchObject({ status: 500, body: { detail: expect.stringContaining("version 2 is sha256:") } });
    expect((await app.call({ calledParty: "+44999", territory: "GB" })).config).toMatchObject({ version: 2 });
    const restored = await post("/versions/1/restore", { reason: "version 2 is damaged" });
    expect(restored).toMatchObject({ status: 201, body: { version: 3, warnings: [{ path: "" }] } });
    expect((await app.call({ calledParty: "+44999", territory: "GB" })).config).toMatchObject({ version: 3 });
  });

  it("is not brought back over a legal hold that was set since, unless that is confirmed", async () => {
    const { post } = await startApp(await startConfiguredTables());
    const hold = { op: "put", kind: "legal-hold", item: { name: "case-17", reason: "court order", tenant: "contoso" } };
    await post("/changes", change(1, hold));
    const refused = await post("/versions/1/restore", { reason: "r" });
    expect(refused).toMatchObject({ status: 428, body: { unconfirmed: ["releases-legal-hold"] } });
    const confirm = ["releases-legal-hold"];
    expect((await post("/versions/1/restore", { reason: "r", confirm })).status).toBe(201);
  });

  it.each([
    ["GET", "/versions/7", undefined, 404],
    ["GET", "/versions/1e3", undefined, 404],
    ["GET", "/versions?limit=0", undefined, 400],
    ["GET", "/versions?continuationToken=x", undefined, 400],
    ["POST", "/versions/7/restore", '{"reason":"r"}', 404],
    ["POST", "/versions/1/restore", "{}", 422],
    ["POST", "/versions/1/restore?dryRun=perhaps", '{"reason":"r"}', 400],
  ])("is not had by %s %s", async (method, path, body, status) => {
    const { ask } = await startApp(await startConfiguredTables());
    expect((await ask(path, { method, ...(body === undefined ? {} : { body }) })).status).toBe(status);
  });
});

describe("an export", () => {
  it("comes back by an import as the same content", async () => {
    const { app, ask } = await startApp(await startConfiguredTables());
    const before = (await ask("")).body;
    for (const format of ["json", "csv"]) {
      const response = await fetch(`${app.url}/api/v1/config/export?format=${format}`);
      expect(response.status).toBe(200);
      const etag = response.headers.get("etag") ?? "";
      const body = await response.arrayBuffer();
      const query = `format=${format}&reason=back`;
      const answer = await ask(`/imports?${query}`, { method: "POST", body, headers: { "if-match": etag } });
      expect(answer).toMatchObject({ status: 201, body: { hash: before.hash, diff: { changes: [] } } });
    }
  });

  it("that was edited badly is refused with every line's fault", async () => {
    const tables = await startConfiguredTables();
    const { ask } = await startApp(tables);
    const before = await rowsOf(tables);
    const body = "territory,shortCode,class\nGB,999,emergency\nGB,1.12E+02,emergency\nGB,112,urgent\nGB,999,test\n";
    const answer = await ask("/imports?format=csv&reason=r", { method: "POST", body });
    expect(answer.status).toBe(422);
    expect((answer.body.errors as { path: string }[]).map(({ path }) => path)).toEqual([
      expect.stringContaining("line 3"),
      expect.stringContaining("line 4"),
      expect.stringContaining("line 5"),
    ]);
    expect(await rowsOf(tables)).toEqual(before);
  });
});

describe("an import of a lookup table's rows", () => {
  it("in a dry run is judged and not stored", async () => {
    const { ask } = await startApp(await startConfiguredTables());
    const rows = (query: string, body: string) =>
      ask(`/imports?kind=lookup-table&name=sites&reason=CHG1&format=csv${query}`, { method: "POST", body });
    const body = "key,value\nsite-1,+441632960123\n";
    expect(await rows("&dryRun=true", body)).toMatchObject({ status: 200, body: { dryRun: true, rows: 1 } });
    expect(await rows("&colour=red", body)).toMatchObject({ status: 400 });
    expect(await rows("", body)).toMatchObject({ status: 201, body: { version: 1 } });
  });
});

describe("a simulation", () => {
  it("tells the decision of each call now and by a change, and stores nothing", async () => {
    const tables = await startConfiguredTables();
    const { post } = await startApp(tables);
    const before = await rowsOf(tables);
    const answer = await post("/simulations", {
      calls: [{ calledParty: "+44112", territory: "GB" }, { calledParty: "+442071838750" }],
      change: change(1, number("112")),
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        baseVersion: 1,
        decisions: [
          { before: { flags: ["generated-call-id", "unprovisioned"] }, after: { class: "emergency" }, differs: true },
          { before: { class: "ordinary" }, after: { class: "ordinary" }, differs: false },
        ],
      },
    });
    expect(await rowsOf(tables)).toEqual(before);
  });
});

describe("while Table Storage", () => {
  it("is down every call is answered 503, and nothing is stored", async () => {
    const tables = await startConfiguredTables();
    const { ask, post } = await startApp(tables);
    await tables.stop();
    const answers = [
      await post("/changes", change(1, number("112"))),
      await post("/versions/1/restore", { reason: "r" }),
      await post("/simulations", { calls: [] }),
      await ask(""),
      await ask("/versions"),
      await ask("/export"),
    ];
    for (const { status, headers } of answers)
      expect([status, headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^[0-9]+$/)]);
  });

  it.each(["GET", "POST", "PUT", "PATCH"])("loses the answer to a %s the change is made once", async (method) => {
    const tables = await startConfiguredTables();
    const proxy = await startProxy(tables);
    const { ask, post } = await startApp(proxy);
    proxy.loseAnswerTo(method);
    expect(await post("/changes", change(1, number("112")))).toMatchObject({ status: 201, body: { version: 2 } });
    expect(proxy.lost()).toBe(1);
    expect((await ask("/versions")).body.versions).toHaveLength(2);
  });
});

describe("a change whose audit event was never recorded", () => {
  it("is recorded by the next tidying, once", async () => {
    const { now } = Date;
    const elapsed = performance.now.bind(performance);
    let laterMs = 0;
    vi.spyOn(Date, "now").mockImplementation(() => now() + laterMs);
    vi.spyOn(performance, "now").mockImplementation(() => elapsed() + laterMs);
    const tables = await startConfiguredTables();
    const { hub, app, post } = await startApp(tables, { AUDIT_PUBLISH_BUDGET_MS: "300" });
    await hub.inject({ kind: "down" });
    await tableClient(tables, "AuditOutbox").deleteTable();
    const { body } = await post("/changes", change(1, number("112")));
    expect(body).toMatchObject({ version: 2, audit: { status: "logged" } });
    await hub.inject({ kind: "none" });
    await vi.waitFor(async () => {
      expect((await app.call({ calledParty: "+44999", territory: "GB" })).audit.status).toBe("published");
    }, 20_000);
    const events = readAuditHub(hub);
    laterMs = 120_000;
    await app.trigger("tidy-configuration");
    const { eventId } = body.audit as { readonly eventId: string };
    await waitForEvents(events, [eventId]);
    expect((await configTable(tableClient(tables, "EmergencyConfig")).readHeader(2))?.auditedAt).not.toBeNull();
    await app.trigger("tidy-configuration");
    expect(events.filter(({ messageId }) => messageId === eventId)).toHaveLength(1);
  });
});
