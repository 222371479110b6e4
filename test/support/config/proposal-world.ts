import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import type { AuditEvent } from "../../../shared/audit/audit-event.ts";
import { valid } from "../../../shared/checked.ts";
import { applyOperations } from "../../../shared/config/change/apply-change.ts";
import { changeConfiguration } from "../../../shared/config/change/change-configuration.ts";
import { readChangeSet } from "../../../shared/config/change/change-set.ts";
import type { ChangeOutcome } from "../../../shared/config/change/configuration-change.ts";
import { dangerCodes } from "../../../shared/config/danger-codes.ts";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";
import { documentHash } from "../../../shared/config/document-hash.ts";
import type { Proposal } from "../../../shared/config/proposals/proposal.ts";
import type { Proposals } from "../../../shared/config/proposals/proposal-acts.ts";
import type { ProposalsDependencies } from "../../../shared/config/proposals/proposal-dependencies.ts";
import { proposalTable } from "../../../shared/config/proposals/proposal-table.ts";
import { makeProposals } from "../../../shared/config/proposals/proposals.ts";
import { revertTrial } from "../../../shared/config/proposals/revert-trial.ts";
import { sentProposals } from "../../../shared/config/proposals/sent-proposals.ts";
import { settleAll } from "../../../shared/config/proposals/settle-all.ts";
import { configTable } from "../../../shared/config/store/config-table.ts";
import { lookupTables } from "../../../shared/config/store/lookup/lookup-tables.ts";
import { storeVersion } from "../../../shared/config/store/store-version.ts";
import type { Caller } from "../../../shared/identity/caller.ts";
import { makeIds } from "../../../shared/new-id.ts";
import { recordingLog } from "../log/recording-log.ts";

/** The clients of the three tables that proposals need, whose state is that of every instance. */
export type ProposalClients = Readonly<Record<"config" | "proposals" | "lookups", TableClient>>;

/** Where a test gets its own tables. */
type FreshTables = { readonly fresh: () => Promise<TableClient> };

/** What all instances share besides the tables: time, which a test sets, and the trail. */
export type SetTime = { nowMs: number; readonly trail: AuditEvent[] };

export const person = (name: string): Caller => ({
  id: `id-of-${name}`,
  name: `${name}@example.net (id-of-${name})`,
  roles: new Set(["Config.Read", "Config.Write", "Config.Approve"]),
  isAuthenticated: true,
});

/** One instance: its own services on the shared tables. */
export function startInstance(clients: ProposalClients, time: SetTime, more: Partial<ProposalsDependencies> = {}) {
  const config = configTable(clients.config);
  const table = proposalTable(clients.proposals);
  const lookups = lookupTables(clients.lookups);
  const { trail } = time;
  const now = (): number => time.nowMs;
  const record = async (event: AuditEvent) => {
    trail.push(event);
    return "published" as const;
  };
  const recordOnce: typeof record = async (event) =>
    trail.some(({ id }) => id === event.id) ? "published" : record(event);
  const changes = {
    ...{ table: config, lookups, now, newId: randomUUID },
    recentCalls: async () => ({ status: "complete", since: null, calls: [] }) as const,
    recordChange: async () => ({ eventId: "", status: "published" }) as const,
  };
  const dependencies: ProposalsDependencies = {
    ...{ table, config, record, recordOnce, now, newId: makeIds(now), log: recordingLog(), instance: "test" },
    change: (change) => changeConfiguration(change, changes),
    describe: ({ diff, dangers }) => ({ diff, dangers }),
    sent: sentProposals(clients.proposals),
    canProbe: true,
    isVerified: async () => false,
    ...more,
  };
  const proposals: Proposals = makeProposals(dependencies);
  const revert = () => revertTrial({ ...changes, recordChange: changes.recordChange });
  return {
    ...{ proposals, config, table, revert, dependencies },
    change: dependencies.change,
    settle: () => settleAll({ ...dependencies, revert }),
  };
}

export type Instance = ReturnType<typeof startInstance>;

export const startedMs = Date.parse("2026-11-28T12:00:00.000Z");

export const instant = (afterS: number): string => new Date(startedMs + afterS * 1_000).toISOString();

/** An instance on new tables, where a configuration is active as version 1 whose policy asks for these approvals. `pass` lets time pass. */
export async function startProposals(tables: FreshTables, approvals: object = { default: 1 }) {
  const time: SetTime = { nowMs: startedMs, trail: [] };
  const [config, proposals, lookups] = await Promise.all([tables.fresh(), tables.fresh(), tables.fresh()]);
  const clients = { config, proposals, lookups };
  const instance = startInstance(clients, time);
  await activateFirst(instance, approvals, time);
  const pass = (seconds: number): void => {
    time.nowMs += seconds * 1_000;
  };
  return { ...instance, instance, clients, time, trail: time.trail, pass };
}

const policy = { approvals: { default: 1 }, direct: "refused-when-approval-needed", breakGlass: "allowed" };

export const proposedDocument: ConfigDocument = documentSchema.parse({
  territories: [{ code: "GB", callingCode: "44", routeSet: "emergency" }],
  numbers: [{ territory: "GB", shortCode: "999", class: "emergency" }],
  routeSets: [{ name: "emergency", routes: [{ name: "a", host: "a.example" }] }],
  tenants: [{ name: "contoso" }],
  changePolicies: [policy],
});

async function activateFirst({ config }: Instance, approvals: object, time: SetTime): Promise<void> {
  const document = documentSchema.parse({ ...proposedDocument, changePolicies: [{ ...policy, approvals }] });
  const described = {
    author: "setup",
    reason: "first",
    restoredFrom: null,
    breakGlass: null,
    proposal: null,
    summary: {},
  };
  await storeVersion(
    { document, base: null, hash: await documentHash(document), ...described },
    { table: config, now: () => time.nowMs, newId: randomUUID },
  );
}

/** Adds or changes a customer. */
export const customer = (name: string, defaultTerritory: string | null = "GB") => ({
  op: "put",
  kind: "tenant",
  item: { name, defaultTerritory },
});

export const proposalOf = (more: object = {}, baseVersion = 1) => ({
  baseVersion,
  reason: "CHG1",
  operations: [customer("fabrikam")],
  ...more,
});

/** Proposes as Ann; throws unless it is proposed. */
export async function propose({ proposals }: Instance, body: object = proposalOf()): Promise<Proposal> {
  const outcome = await proposals.propose({ body, caller: person("ann"), dryRun: false });
  if (outcome.outcome !== "proposed") throw new Error(JSON.stringify(outcome));
  return outcome.proposal;
}

/** What somebody does, without having said what was looked at. */
export const by = (name: string, { id }: Pick<Proposal, "id">) => ({ id, caller: person(name), ifMatch: null });

export const noRemark = { comment: null };

/** The customers of the active version, by name. */
export async function customersOf({ config }: Instance): Promise<readonly string[]> {
  const pointer = await config.readPointer();
  if (pointer === null) return [];
  const { tenants } = await config.readVersion(pointer.version, pointer.hash);
  return tenants.map(({ name, defaultTerritory }) => `${name} ${defaultTerritory}`);
}

/** Changes what is active for an incident, as Ann. */
export async function changeForIncident(
  { change }: Instance,
  operation: object,
  { baseVersion = 1, confirm = [] }: { readonly baseVersion?: number; readonly confirm?: readonly string[] } = {},
): Promise<ChangeOutcome> {
  const read = await readChangeSet({ baseVersion, reason: "other", operations: [operation], confirm });
  if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
  const { operations, breakGlass: _, ...changeSet } = read.value;
  const consent = { kind: "break-glass", incident: "INC1" } as const;
  const others = { author: person("ann").name, consent, dryRun: false, restoredFrom: null };
  return change({ ...changeSet, ...others, edit: (active) => applyOperations(active, operations) });
}

/** Brings a version back, as Cid. */
export async function restore({ change, config }: Instance, version: number): Promise<ChangeOutcome> {
  const hash = (await config.readHeader(version))?.hash ?? "";
  return change({
    ...{ baseVersion: null, reason: "back", author: "cid", confirm: dangerCodes, dryRun: false, calls: [] },
    ...{ consent: { kind: "restore" }, restoredFrom: version },
    edit: async () => valid({ document: await config.readVersion(version, hash), origins: new Map() }),
  });
}

/** A new expectation, judged at an instant or whenever it is looked at. */
export const expectation = (at: string | null) => ({
  op: "put",
  kind: "expectation",
  item: {
    ...{ name: "gb-999", why: "it must", owner: "us", at },
    call: { ingress: "teams", calledParty: "999", territory: "GB" },
    expect: { class: "emergency" },
  },
});
