import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import type { AuditEvent, ChainedEvent } from "../../../shared/audit/audit-event.ts";
import { makeHashChain } from "../../../shared/audit/hash-chain.ts";
import { locationEvent } from "../../../shared/audit/location-event.ts";
import { outcomeEvent } from "../../../shared/audit/outcome-event.ts";
import { type PurgedData, purgedSchema } from "../../../shared/audit/purges/purged-event.ts";
import type { LegalHold } from "../../../shared/audit/retention/legal-holds.ts";
import { type PurgeReport, purgeAudit } from "../../../shared/audit/retention/purge-audit.ts";
import { progressTable } from "../../../shared/audit/retention/purge-progress.ts";
import type { PurgeDependencies } from "../../../shared/audit/retention/purge-run.ts";
import { readPurgedRanges } from "../../../shared/audit/trail/read-purged-ranges.ts";
import { readAll } from "../../../shared/audit/trail/read-trail.ts";
import { eventTextOf } from "../../../shared/audit/trail/trail-row.ts";
import type { TrailTables } from "../../../shared/audit/trail/trail-tables.ts";
import { verifyChains } from "../../../shared/audit/trail/verify-chains.ts";
import type { VerificationReport } from "../../../shared/audit/verification/chain-report.ts";
import { monotonic } from "../../../shared/clock.ts";
import { tableLease } from "../../../shared/tables/lease.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";
import { recordingLog } from "../log/recording-log.ts";
import { freshTable } from "../stores/use-tables.ts";
import { allRows, freshTrail, project } from "./trail.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The beginning of the day that was so many days ago: by the store's clock, which a purge goes by. */
export const daysAgo = (days: number): number => Math.floor(Date.now() / dayMs - days) * dayMs;

export const instantAt = (ms: number): string => new Date(ms).toISOString();

export const holdOf = (hold: Partial<LegalHold> = {}): LegalHold => ({
  name: "case-17",
  tenant: null,
  callId: null,
  from: null,
  to: null,
  ...hold,
});

export const outcomeOf = (callId: string, atMs: number, finalStatus = 200): AuditEvent =>
  outcomeEvent({ callId, finalStatus, answeredAt: instantAt(atMs) }, { instance: "test-1", sender: null, nowMs: atMs });

export const locationOf = (callId: string, atMs: number): AuditEvent =>
  locationEvent(
    callId,
    { decisionId: `${callId}-${atMs}`, location: { pidf: "<presence/>" }, instance: "test-1", sender: null },
    atMs,
  );

export type TrailWithOutbox = TrailTables & { readonly outbox: TableClient };

export async function freshTrailWithOutbox(azurite: Tables): Promise<TrailWithOutbox> {
  return { ...(await freshTrail(azurite)), outbox: await freshTable(azurite) };
}

/** An instance that purges: what it records is in the trail at once, unless `record` says otherwise. */
export function purger(
  tables: TrailWithOutbox,
  options: Partial<PurgeDependencies> & { readonly holds?: readonly LegalHold[] } = {},
) {
  const { holds = [], ...rest } = options;
  const chain = makeHashChain(randomUUID());
  const recorded: ChainedEvent[] = [];
  const log = recordingLog();
  const dependencies: PurgeDependencies = {
    tables,
    lease: tableLease({ client: tables.outbox, owner: randomUUID(), now: Date.now, leaseMs: 60_000 }),
    progress: progressTable(tables.outbox),
    readHolds: async () => ({ version: 3, hash: "sha256:3", holds }),
    record: async (event) => {
      const chained = chain.append(event);
      recorded.push(chained);
      await project(tables, [chained]);
      return "published";
    },
    periods: { days: 400, testDays: 30, locationDays: 90 },
    log,
    now: Date.now,
    newId: randomUUID,
    instance: "test-1",
    limits: { rowsPerStep: 50, rowsPerRun: 10_000, budgetMs: 30_000 },
    ...rest,
  };
  return { purge: (): Promise<PurgeReport> => purgeAudit(dependencies), recorded, log };
}

/** The ids of the events that a table has, in order. */
export async function idsIn(client: TableClient): Promise<readonly string[]> {
  const events = (await allRows(client)).map((row) => JSON.parse(eventTextOf(row) ?? "{}") as ChainedEvent);
  return events.filter(({ type }) => type !== "emergency-audit.purged.v1").map(({ id }) => id);
}

/** What the trail's purge events tell. */
export async function purgesIn({ trail }: TrailTables): Promise<readonly PurgedData[]> {
  const events = (await allRows(trail)).map((row) => JSON.parse(eventTextOf(row) ?? "{}") as ChainedEvent);
  return events.flatMap(({ type, data }) => (type === "emergency-audit.purged.v1" ? [purgedSchema.parse(data)] : []));
}

/** Whether a purge event names an event. */
export const isNamed = (purges: readonly PurgedData[], { data: { chain } }: ChainedEvent): boolean =>
  purges.some(({ removed }) =>
    removed.some(
      ({ chainId, ranges }) =>
        chainId === chain.id && ranges.some(({ from, to }) => from <= chain.sequence && chain.sequence <= to),
    ),
  );

/** Verifies a day and the one after it. */
export function verifyDays(tables: TrailTables, fromMs: number, days = 2): Promise<VerificationReport> {
  const window = { from: instantAt(fromMs), to: instantAt(fromMs + days * dayMs) };
  return verifyChains(
    readAll(tables, { ...window, callId: null, filters: {} }, () => false),
    window,
    {
      now: Date.now,
      clock: monotonic,
      budgetMs: 60_000,
      openForMs: 15 * 60_000,
      readPurged: () => readPurgedRanges(tables, window, { isLate: () => false }),
    },
  );
}

/** Requests that change a store, of which some are not carried out. */
export type FailingStore = {
  readonly through: (client: TableClient) => TableClient;
  readonly write: <Result>(run: () => Promise<Result>) => Promise<Result>;
  readonly writes: () => number;
};

const changing = new Set(["createEntity", "updateEntity", "upsertEntity", "deleteEntity", "submitTransaction"]);

/** Counts writes from 1 over all clients that go through it; `fails` says which are refused, before they do anything. */
export function failingStore(fails: (write: number) => boolean): FailingStore {
  let writes = 0;
  const write = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    writes += 1;
    if (fails(writes)) throw new Error("killed");
    return run();
  };
  const through = (client: TableClient): TableClient =>
    new Proxy(client, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...parameters: unknown[]): unknown => {
          const run = () => Reflect.apply(member, target, parameters);
          return changing.has(String(name)) ? write(run) : run();
        };
      },
    });
  return { through, write, writes: () => writes };
}
