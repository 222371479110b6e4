import { expect } from "vitest";
import { appRoles } from "../../../shared/identity/caller.ts";
import { callSetupExample, outcomeExample, sipjsonExample } from "../../../shared/openapi/call-examples.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { damageVersion } from "../../support/stores/damage-version.ts";
import { allRows } from "../../support/trail/trail.ts";
import type { Asked, DescribedApp } from "./run-described-app.ts";
import { addUnusualEvents } from "./unusual-events.ts";

/** The app role that each operation asks for, by the description. */
export type RolesNeeded = ReadonlyMap<string, string>;

const number = (item: object) => ({
  op: "put",
  kind: "number",
  item: { territory: "GB", class: "emergency", ...item },
});
const contoso = { op: "put", kind: "tenant", item: { name: "contoso", defaultTerritory: "GB" } };
const ownRoute = number({ tenant: "contoso", shortCode: "999", routeSet: "contingency" });
const remove999 = { op: "delete", kind: "number", key: { territory: "GB", shortCode: "999" } };
const hold = { op: "put", kind: "legal-hold", item: { name: "case-17", reason: "a court order", tenant: "contoso" } };

const change = (baseVersion: number, ...operations: readonly object[]) => ({
  baseVersion,
  reason: "CHG1",
  operations,
});

const fabrikam = { op: "put", kind: "tenant", item: { name: "fabrikam", defaultTerritory: "US" } };
const policy = (direct: string) => ({ op: "put", kind: "change-policy", item: { approvals: { default: 1 }, direct } });
const unknownProposal = "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";
const remark = { comment: "looked at it" };

const tooLong = " ".repeat(8 * 1024 * 1024 + 1);
const window = () => {
  const at = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();
  return { from: at(-600_000), to: at(600_000) };
};

/** For each operation that asks for a token a request that is right, as long as nothing was changed since. */
const goodRequests: Readonly<Record<string, () => Asked>> = {
  readCatalogue: () => ({ query: { territory: "IE,BR" } }),
  readCoverage: () => ({}),
  draftConfig: () => ({ body: { territories: ["IE"], routeSet: "emergency" } }),
  readConfig: () => ({}),
  readConfigFingerprint: () => ({}),
  readConfigItems: () => ({ query: { kind: "number" } }),
  listConfigVersions: () => ({}),
  readConfigVersion: () => ({ path: { version: "1" } }),
  exportConfig: () => ({}),
  changeConfig: () => ({ body: change(1, contoso) }),
  restoreConfig: () => ({ path: { version: "1" }, body: { reason: "back" } }),
  listLookupTables: () => ({}),
  checkList: () => ({ path: { format: "json" }, body: { entries: [] } }),
  readList: () => ({ path: { format: "json" } }),
  readLookupTable: () => ({ path: { name: "fr-communes", version: "1" } }),
  listProposals: () => ({ query: { state: "open" } }),
  readProposal: () => ({ path: { id: unknownProposal } }),
  proposeChange: () => ({ body: change(1, contoso) }),
  editProposal: () => ({ path: { id: unknownProposal }, body: change(1, contoso) }),
  approveProposal: () => ({ path: { id: unknownProposal }, body: remark }),
  rejectProposal: () => ({ path: { id: unknownProposal }, body: remark }),
  withdrawProposal: () => ({ path: { id: unknownProposal }, body: remark }),
  confirmProposal: () => ({ path: { id: unknownProposal }, body: remark }),
  importConfig: () => ({ query: { format: "json" }, body: { tenants: [] } }),
  simulateConfig: () => ({ body: { calls: [callSetupExample] } }),
  readWatch: () => ({ query: { windowS: "60" } }),
  readWatchReport: () => ({ query: { from: "2026-01-01T00:00:00Z", to: "2026-01-01T00:15:00Z" } }),
  queryAudit: () => ({ query: window() }),
  exportAudit: () => ({ query: window() }),
  auditCall: () => ({ query: { callId: callSetupExample.callId } }),
  verifyAudit: () => ({ query: window() }),
};

async function askBeforeThereIsAConfiguration(app: DescribedApp): Promise<void> {
  await app.ask("healthLive");
  await app.ask("openapi");
  await app.ask("healthReady");
  await app.ask("routeCall", { body: callSetupExample });
  await app.configure();
  await app.ask("healthReady", { until: ({ status }) => status === 200 });
}

async function askAsAnybody(app: DescribedApp, roles: RolesNeeded): Promise<void> {
  for (const [id, request] of Object.entries(goodRequests)) {
    await app.ask(id, { ...request(), roles: null });
    const role = roles.get(id);
    const { text } = await app.ask(id, { ...request(), roles: appRoles.filter((other) => other !== role) });
    expect(JSON.parse(text)).toMatchObject({ status: 403, detail: `the app role ${role} is needed` });
  }
}

/** A parameter that means nothing is refused wherever it stands, but for a call. */
async function askWithASlip(app: DescribedApp): Promise<void> {
  const query = { dryrun: "true" };
  for (const id of ["healthLive", "healthReady", "openapi"]) await app.ask(id, { query });
  for (const [id, request] of Object.entries(goodRequests)) {
    const right = request();
    await app.ask(id, { ...right, query: { ...right.query, ...query } });
    if (right.body !== undefined) await app.ask(id, { ...right, headers: { "content-type": "application/xml" } });
  }
  await app.ask("recordOutcome", { query, body: outcomeExample });
  await app.ask("routeCall", { query, body: callSetupExample });
}

async function askAboutCalls(app: DescribedApp): Promise<void> {
  const calls = [
    callSetupExample,
    { calledParty: "+44999" },
    { calledParty: "112", ingress: "carrier-pigeon", territory: "GB" },
    { calledParty: "933", territory: "US", callId: null },
    { calledParty: "116000", territory: "DE" },
    { calledParty: "+33112345678", callingParty: "anonymous", attributes: {} },
    { calledParty: "urn:service:sos.police", ingress: "zoom", unknown: { member: [1] } },
  ];
  for (const body of calls) await app.ask("routeCall", { body });
  const query = { question: "sipjson", answer: "rtjson", ingress: "zoom" };
  for (const ru of ["sip:+44999@sbc.example", "sip:+33112345678@sbc.example"])
    await app.ask("routeCall", { query, body: { ...sipjsonExample, ru } });
  const odd = { ...callSetupExample, callId: 1, territory: "Britain", attributes: "none" };
  await app.ask("routeCall", { body: odd, odd: true });
  await app.ask("routeCall", { body: {} });
  await app.ask("routeCall", { body: "not JSON" });
  await app.ask("routeCall", { body: callSetupExample, roles: null });
  await app.ask("routeCall", { body: tooLong });
  await app.ask("recordOutcome", { body: outcomeExample });
  await app.ask("recordOutcome", { body: { callId: "call-2", finalStatus: 487, decisionId: null } });
  await app.ask("recordOutcome", { body: { callId: callSetupExample.callId, finalStatus: 503, routeName: "a" } });
  await app.ask("recordOutcome", { body: { finalStatus: 1 } });
  await app.ask("recordOutcome", { body: outcomeExample, roles: null });
  await app.ask("recordOutcome", { body: tooLong });
}

async function changeTheConfiguration(app: DescribedApp): Promise<void> {
  await app.ask("readConfigFingerprint");
  const calls = [{ ...callSetupExample, tenant: "contoso" }, { calledParty: "+44112" }];
  const first = { ...change(1, contoso, ownRoute), calls };
  await app.ask("changeConfig", { query: { dryRun: "true" }, body: first });
  await app.ask("changeConfig", { query: { dryRun: "true", detail: "full" }, body: first });
  await app.ask("changeConfig", { body: first });
  await app.ask("changeConfig", { body: change(1, contoso) });
  await app.ask("changeConfig", { body: change(2, remove999) });
  await app.ask("changeConfig", { body: change(2, number({ shortCode: "1" }), { op: "delete", kind: "defaults" }) });
  await app.ask("changeConfig", { body: "not JSON" });
  await app.ask("changeConfig", { query: { dryRun: "perhaps" }, body: first });
  await app.ask("changeConfig", { body: tooLong });
  await app.ask("changeConfig", { body: change(2, hold) });
  await app.ask("restoreConfig", { path: { version: "2" }, body: { reason: "back" } });
  const confirmed = { reason: "back", confirm: ["releases-legal-hold"] };
  await app.ask("restoreConfig", { path: { version: "2" }, query: { dryRun: "true" }, body: confirmed });
  await app.ask("restoreConfig", { path: { version: "2" }, body: confirmed });
  await app.ask("restoreConfig", { path: { version: "99" }, body: confirmed });
  await app.ask("restoreConfig", { path: { version: "1" }, body: {} });
  await app.ask("restoreConfig", { path: { version: "1" }, body: "not JSON" });
  await app.ask("restoreConfig", { path: { version: "1" }, body: tooLong });
}

/** Leaves an open proposal behind, and a change for an incident. */
async function proposeChanges(app: DescribedApp): Promise<void> {
  const first = await activeVersion(app);
  const version = first + 1;
  await app.ask("changeConfig", { body: change(first, policy("refused-when-approval-needed")) });
  await app.ask("changeConfig", { body: change(version, fabrikam) });
  const body = { ...change(version, fabrikam), revertAfterS: 3_600 };
  const path = { id: await propose(app, body) };
  await app.ask("proposeChange", { body });
  await app.ask("proposeChange", { query: { dryRun: "true" }, body });
  for (const odd of [
    change(0, fabrikam),
    change(version, remove999),
    { ...body, revertAfterS: 1 },
    "not JSON",
    tooLong,
  ]) {
    await app.ask("proposeChange", { body: odd });
    await app.ask("editProposal", { path, body: odd });
  }
  await app.ask("editProposal", { path, body, headers: { "if-match": '"sha256:0"' } });
  await app.ask("editProposal", { path, body: { ...body, confirmBy: "person" } });
  for (const id of [
    "editProposal",
    "readProposal",
    "approveProposal",
    "rejectProposal",
    "withdrawProposal",
    "confirmProposal",
  ])
    await app.ask(id, goodRequests[id]?.());
  const others = { path, body: remark, person: unknownProposal };
  await app.ask("confirmProposal", others);
  await app.ask("approveProposal", { path, body: remark });
  for (const id of ["approveProposal", "confirmProposal", "rejectProposal", "withdrawProposal"])
    for (const odd of [{ comment: 1 }, "not JSON", tooLong]) await app.ask(id, { path, body: odd });
  await app.ask("approveProposal", others);
  await app.ask("approveProposal", { ...others, person: "another" });
  await app.ask("withdrawProposal", { path, body: remark });
  await app.ask("readProposal", { path });
  await app.ask("restoreConfig", { path: { version: String(await activeVersion(app)) }, body: { reason: "keep it" } });
  await app.ask("confirmProposal", others);
  await app.ask("rejectProposal", others);
  await leaveProposals(app);
}

async function leaveProposals(app: DescribedApp): Promise<void> {
  const version = await activeVersion(app);
  for (const operationId of ["rejectProposal", "withdrawProposal"]) {
    const id = await propose(app, change(version, contoso));
    await app.ask(operationId, { path: { id }, body: remark });
  }
  await propose(app, change(version, contoso));
  const northwind = { op: "put", kind: "tenant", item: { name: "northwind" } };
  await app.ask("changeConfig", { body: { ...change(version, northwind), breakGlass: "INC0099001" } });
  const weaker = { ...change(await activeVersion(app), policy("allowed")), confirm: ["weakens-change-policy"] };
  const id = await propose(app, weaker);
  await app.ask("approveProposal", { path: { id }, body: remark, person: unknownProposal });
  await app.ask("listProposals");
  await app.ask("listProposals", { query: { limit: "1" } });
  await app.ask("listProposals", { query: { limit: "0" } });
}

async function propose(app: DescribedApp, body: object): Promise<string> {
  const { text } = await app.ask("proposeChange", { body });
  const { id }: { readonly id: string } = JSON.parse(text);
  return id;
}

async function importLists(app: DescribedApp): Promise<void> {
  const json = { format: "json" };
  const csv = { format: "csv", kind: "tenant" };
  const tenants = { tenants: [contoso.item] };
  await app.ask("importConfig", { query: { ...json, dryRun: "true" }, body: tenants });
  await app.ask("importConfig", { query: json, body: tenants });
  await app.ask("importConfig", { query: csv, body: "name,defaultTerritory\r\ncontoso,GB\r\nother,\r\n" });
  await app.ask("importConfig", { query: { ...csv, kind: "tenants" }, body: "name\r\n" });
  await app.ask("importConfig", { query: csv, headers: { "if-match": '"1"' }, body: "name\r\ncontoso\r\n" });
  await app.ask("importConfig", { query: csv, body: "name,defaultTerritory\r\n,Britain\r\n" });
  await app.ask("importConfig", { query: json, body: { numbers: [] } });
  await app.ask("importConfig", { query: json, body: tooLong });
  const table = { kind: "lookup-table", name: "fr-communes", reason: "CHG2" };
  const rows = [{ key: "75056", value: "0155667788" }];
  await app.ask("importConfig", { query: { ...json, ...table, dryRun: "true" }, body: rows });
  await app.ask("importConfig", { query: { ...json, ...table }, body: rows });
  await app.ask("importConfig", { query: { ...json, ...table, version: "1" }, body: rows });
  await app.ask("importConfig", { query: { ...json, ...table, version: "1" }, body: [{ key: "1", value: "2" }] });
}

async function readLookupTables(app: DescribedApp): Promise<void> {
  await app.ask("listLookupTables");
  const path = { name: "fr-communes", version: "1" };
  for (const query of [{}, { format: "csv" }, { format: "xml" }]) await app.ask("readLookupTable", { path, query });
  await app.ask("readLookupTable", { path: { ...path, version: "99" } });
  await tableClient(app.tables, "LookupTables").deleteEntity("fr-communes@1", "75056");
  await app.ask("readLookupTable", { path });
}

async function draftCountries(app: DescribedApp): Promise<void> {
  const { headers } = await app.ask("readCatalogue", { query: { territory: "GI,US", tier: "primary" } });
  const known = { "if-none-match": headers.get("etag") ?? "" };
  await app.ask("readCatalogue", { query: { territory: "GI,US", tier: "primary" }, headers: known });
  await app.ask("readCatalogue", { query: { territory: "QQ" } });
  for (const query of [{}, { territory: "IE,GB", staleAfterDays: "0", detail: "full" }, { territory: "QQ" }])
    await app.ask("readCoverage", { query });
  await app.ask("draftConfig", {
    body: { territories: ["GB", "US"], routeSet: "emergency", conversion: "short-code" },
  });
  await app.ask("draftConfig", { body: { territories: ["QQ"], routeSet: "nowhere" } });
  await app.ask("draftConfig", { body: { expectations: { territories: ["GB"], ingresses: null } } });
  await app.ask("draftConfig", { body: "not JSON" });
  await app.ask("draftConfig", { body: tooLong });
}

async function readTheConfiguration(app: DescribedApp): Promise<void> {
  const { headers } = await app.ask("readConfig");
  await app.ask("readConfig", { headers: { "if-none-match": headers.get("etag") ?? "" } });
  await app.ask("readConfigFingerprint", { headers: { "if-none-match": headers.get("etag") ?? "" } });
  for (const key of ["*|GB|999", "*|GB|9999"]) await app.ask("readConfigItems", { query: { kind: "number", key } });
  await app.ask("listConfigVersions");
  await app.ask("listConfigVersions", { query: { limit: "1" } });
  await app.ask("listConfigVersions", { query: { limit: "0" } });
  for (const version of ["1", "2", "3", "4", "99"]) await app.ask("readConfigVersion", { path: { version } });
  for (const query of [{}, { kind: "number" }, { kind: "defaults" }, { format: "csv" }, { format: "xml" }])
    await app.ask("exportConfig", { query });
}

async function readAndCheckLists(app: DescribedApp): Promise<void> {
  for (const format of ["acg", "kamailio", "opensips", "csv"]) await app.ask("readList", { path: { format } });
  const path = { format: "json" };
  const { headers, text } = await app.ask("readList", { path, query: { ingress: "zoom", territory: "GB" } });
  await app.ask("readList", { path, headers: { "if-none-match": headers.get("etag") ?? "" } });
  await app.ask("readList", {
    path,
    query: { ingress: "zoom", territory: "GB" },
    headers: { "if-none-match": headers.get("etag") ?? "" },
  });
  await app.ask("readList", { path, query: { version: "99" } });
  await app.ask("readList", { path, query: { ingress: "carrier-pigeon" } });
  await app.ask("checkList", { path, query: { ingress: "zoom" }, body: JSON.parse(text) });
  await app.ask("checkList", { path: { format: "acg" }, body: "+44999,999,+999,112o" });
  await app.ask("checkList", { path, query: { version: "99" }, body: JSON.parse(text) });
  await app.ask("checkList", { path, body: {} });
  await app.ask("checkList", { path, body: "not JSON" });
  await app.ask("checkList", { path, body: tooLong });
}

async function simulate(app: DescribedApp): Promise<void> {
  const calls = [callSetupExample, { calledParty: "+33112345678" }];
  await app.ask("simulateConfig", { body: { calls } });
  await app.ask("simulateConfig", { body: { calls, version: 1 } });
  await app.ask("simulateConfig", { query: { detail: "full" }, body: { calls, version: 1 } });
  const version = await activeVersion(app);
  await app.ask("simulateConfig", { body: { calls, change: change(version, number({ shortCode: "112" })) } });
  await app.ask("simulateConfig", { body: { calls, change: change(0, contoso) } });
  await app.ask("simulateConfig", { body: { calls, version: 99 } });
  await app.ask("simulateConfig", { body: { calls: [{}] } });
  await app.ask("simulateConfig", { body: "not JSON" });
  await app.ask("simulateConfig", { body: tooLong });
}

async function askAuditors(app: DescribedApp): Promise<void> {
  const holds =
    (...texts: readonly string[]) =>
    ({ text }: { readonly text: string }) =>
      texts.every((part) => text.includes(part));
  const recorded = holds(`"call-2"`, "emergency-config.changed.v1", "emergency-audit.read.v1", callSetupExample.callId);
  await app.ask("queryAudit", { query: { ...window(), limit: "1000" }, until: recorded });
  await addUnusualEvents(app.tables, "call-2");
  const masked = appRoles.filter((role) => role !== "Audit.Read.Personal");
  for (const roles of [appRoles, masked]) {
    await app.ask("queryAudit", { query: { ...window(), limit: "1000" }, roles });
    await app.ask("queryAudit", { query: { ...window(), limit: "2" }, roles });
    await app.ask("auditCall", { query: { callId: callSetupExample.callId }, roles });
    for (const format of ["ndjson", "csv"]) await app.ask("exportAudit", { query: { ...window(), format }, roles });
  }
  for (const windowS of ["7200", "86400"])
    await app.ask("readWatch", { query: { windowS }, until: ({ text }) => text.includes('"failed":1') });
  await app.ask("readWatch", { query: { windowS: "86401" } });
  const quarter = (ms: number) => new Date(Math.floor(ms / 900_000) * 900_000).toISOString();
  const report = { from: quarter(Date.now() - 900_000), to: quarter(Date.now() + 900_000) };
  for (const format of ["json", "csv", "html"]) await app.ask("readWatchReport", { query: { ...report, format } });
  await app.ask("readWatchReport", { query: { ...report, to: "2026-01-01T00:15:01Z" } });
  await app.ask("queryAudit", { query: { from: "yesterday" } });
  await app.ask("exportAudit", { query: { format: "xml" } });
  await app.ask("auditCall", { query: { callId: "call-2" } });
  await app.ask("auditCall", { query: { callId: "never made" } });
  await app.ask("auditCall");
  await app.ask("verifyAudit", { query: window() });
  await app.ask("verifyAudit");
}

async function askWhenTheActiveVersionIsDamaged(app: DescribedApp): Promise<void> {
  const version = await activeVersion(app);
  const table = tableClient(app.tables, "EmergencyConfig");
  const [row] = (await allRows(table)).filter(({ partitionKey }) => partitionKey === `version-${version}`);
  if (row === undefined) throw new Error("the active version has no rows");
  await damageVersion(table, version, row.rowKey);
  const own = { path: { version: String(version) } };
  for (const id of [
    "readCoverage",
    "draftConfig",
    "readConfig",
    "readConfigFingerprint",
    "readConfigItems",
    "exportConfig",
    "readList",
    "checkList",
    "importConfig",
    "simulateConfig",
  ])
    await app.ask(id, goodRequests[id]?.());
  await app.ask("changeConfig", { body: change(version, contoso) });
  await app.ask("proposeChange", { body: change(version, contoso) });
  const { text } = await app.ask("listProposals", { query: { state: "open" } });
  const { proposals }: { readonly proposals: readonly { id: string; breakGlass: string | null }[] } = JSON.parse(text);
  const { id = "" } = proposals.find(({ breakGlass }) => breakGlass === null) ?? {};
  await app.ask("editProposal", { path: { id }, body: change(version, contoso) });
  await app.ask("readConfigVersion", own);
  await app.ask("restoreConfig", { ...own, body: { reason: "back" } });
  await table.updateEntity({ partitionKey: "active", rowKey: "pointer", hash: 1 }, "Merge");
  const others = { path: { id }, body: remark, person: unknownProposal };
  for (const operationId of ["approveProposal", "confirmProposal"]) await app.ask(operationId, others);
}

async function askWhenTheStoreIsDown(app: DescribedApp): Promise<void> {
  await app.tables.stop();
  for (const [id, request] of Object.entries(goodRequests)) await app.ask(id, request());
  await app.ask("routeCall", { body: callSetupExample });
  await app.ask("healthReady");
}

async function activeVersion(app: DescribedApp): Promise<number> {
  const { text } = await app.ask("readConfig");
  const { version }: { readonly version: number } = JSON.parse(text);
  return version;
}

/** Has the app answer everything that it can answer. Afterwards its tables are gone. */
export async function askForEverything(app: DescribedApp, roles: RolesNeeded): Promise<void> {
  await askBeforeThereIsAConfiguration(app);
  await askAsAnybody(app, roles);
  await askWithASlip(app);
  await askAboutCalls(app);
  await changeTheConfiguration(app);
  await proposeChanges(app);
  await importLists(app);
  await readLookupTables(app);
  await readTheConfiguration(app);
  await draftCountries(app);
  await readAndCheckLists(app);
  await simulate(app);
  await askAuditors(app);
  await askWhenTheActiveVersionIsDamaged(app);
  await askWhenTheStoreIsDown(app);
}
