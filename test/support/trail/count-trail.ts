import { odata } from "@azure/data-tables";
import { EventHubProducerClient } from "@azure/event-hubs";
import { v7 as uuidv7 } from "uuid";
import { expect } from "vitest";
import type { ChainedEvent } from "../../../shared/audit/audit-event.ts";
import { asEventData } from "../../../shared/audit/publish/hub-sender.ts";
import { afterAllPositions } from "../../../shared/audit/trail/trail-keys.ts";
import { eventTextOf } from "../../../shared/audit/trail/trail-row.ts";
import type { VerificationReport } from "../../../shared/audit/verification/chain-report.ts";
import { leasePartition } from "../../../shared/tables/lease.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";
import { eventually } from "../eventually.ts";
import { allRows, chainOfCalls } from "./trail.ts";

/** Where a running app is asked, and the stores that it works on. */
export type Stage = {
  readonly app: { readonly url: string };
  readonly tables: Pick<Tables, "connectionString">;
  readonly hub: { readonly connectionString: string };
};

/** Every way in which the trail can be read, with the ids of the decisions it gives. */
export type TrailCount = Readonly<Record<"rows" | "rowsByCall" | "pages" | "export", readonly string[]>>;

const markerCallId = "marker";
const partitions = ["0", "1", "2", "3"];
/** A shard of the outbox for which the store was late, as on a busy machine, rests for up to five minutes. */
const drainedWithinMs = 330_000;
/** Waits until the outbox is empty, and then until all that is in the hub has been projected. */
export async function untilProjected({ app, tables, hub }: Stage): Promise<void> {
  await eventually(async () => expect(await isOutboxEmpty(tables)).toBe(true), 100, drainedWithinMs);
  // Where the first markers are, others of their batches may not be yet. The second are in later batches.
  for (let time = 0; time < 2; time++) {
    const markers = await sendMarkers(hub.connectionString);
    await eventually(async () => {
      const response = await fetch(`${app.url}/api/v1/audit/calls?callId=${markerCallId}`);
      const story = await response.text();
      expect(markers.filter((id) => !story.includes(`"${id}"`))).toEqual([]);
    });
  }
}

/** Reads the whole trail past the app and through it. */
export async function countTrail({ app, tables }: Stage): Promise<TrailCount> {
  return {
    rows: decisionIds(await eventsIn(tables, "AuditTrail")),
    rowsByCall: decisionIds(await eventsIn(tables, "AuditByCall")),
    pages: decisionIds(await readPages(app.url)),
    export: decisionIds(await readExport(app.url)),
  };
}

/** What is wrong with a count: nothing when each of the ids, and no other, is there once in every reading. */
export const faultsOf = (count: TrailCount, ids: readonly string[]) => faults(count, ids, true);

/** As `faultsOf`, where there may be more events than those. */
export const faultsAmong = (count: TrailCount, ids: readonly string[]) => faults(count, ids, false);

function faults(count: TrailCount, ids: readonly string[], isAll: boolean): readonly string[] {
  return Object.entries(count).flatMap(([reading, found]) => {
    const unique = new Set(found);
    const wanted = new Set(ids);
    const others = isAll ? [...unique].filter((id) => !wanted.has(id)).length : 0;
    const missing = ids.filter((id) => !unique.has(id)).length;
    const repeated = found.length - unique.size;
    const all = Object.entries({ missing, repeated, others }).filter(([, number]) => number > 0);
    return all.map(([name, number]) => `${reading}: ${number} ${name}`);
  });
}

/** The app's own verification; without the chains of `untilProjected`. */
export async function verify({ app }: Pick<Stage, "app">): Promise<VerificationReport> {
  const report: VerificationReport = JSON.parse(await ask(app.url, "verification", {}));
  return { ...report, chains: report.chains.filter(({ chainId }) => !markerChains.has(chainId)) };
}

/** Lets the minute pass that a lease lasts. */
export async function endLeases(tables: Stage["tables"]): Promise<void> {
  const outbox = tableClient(tables, "AuditOutbox");
  for (const { partitionKey, rowKey } of await allRows(outbox))
    if (partitionKey === leasePartition) await outbox.updateEntity({ partitionKey, rowKey, leasedUntilMs: 0 }, "Merge");
}

const inOutbox = { filter: odata`PartitionKey ne ${leasePartition}`, select: ["RowKey"] };

/** How many events lie in the outbox. */
export async function outboxDepth(tables: Stage["tables"]): Promise<number> {
  let depth = 0;
  for await (const _ of tableClient(tables, "AuditOutbox").listEntities({ queryOptions: inOutbox })) depth += 1;
  return depth;
}

/** Whether no event lies in the outbox; this reads one at most. */
async function isOutboxEmpty(tables: Stage["tables"]): Promise<boolean> {
  const rows = tableClient(tables, "AuditOutbox").listEntities({ queryOptions: inOutbox });
  for await (const page of rows.byPage({ maxPageSize: 1 })) if (page.length > 0) return false;
  return true;
}

/** The events in the rows of a table; beside them may stand how far a purge has come, and a row by which the store was tried. */
export async function eventsIn(tables: Stage["tables"], table: string): Promise<readonly ChainedEvent[]> {
  const rows = await allRows(tableClient(tables, table));
  const ofEvents = rows.filter(
    ({ partitionKey, rowKey = "" }) => partitionKey !== leasePartition && rowKey < afterAllPositions,
  );
  return ofEvents.map((row) => JSON.parse(eventTextOf(row) ?? "null"));
}

const decisionIds = (events: readonly ChainedEvent[]): readonly string[] =>
  events
    .filter(({ type, subject }) => type === "emergency-call.decided.v1" && subject !== markerCallId)
    .map(({ id }) => id);

const markerChains = new Set<string>();

/** Puts an event behind all others of each partition and returns their ids. */
async function sendMarkers(connectionString: string): Promise<readonly string[]> {
  const producer = new EventHubProducerClient(connectionString, "emergency-audit");
  const ids: string[] = [];
  for (const partitionId of partitions) {
    const chainId = uuidv7();
    markerChains.add(chainId);
    const chain = chainOfCalls(1, new Date().toISOString(), { callId: markerCallId }, chainId);
    await producer.sendBatch(chain.map(asEventData), { partitionId });
    ids.push(...chain.map(({ id }) => id));
  }
  await producer.close();
  return ids;
}

async function readPages(url: string): Promise<readonly ChainedEvent[]> {
  const events: ChainedEvent[] = [];
  let token: string | null = null;
  do {
    const more: Record<string, string> = token === null ? {} : { continuationToken: token };
    const page: { events: ChainedEvent[]; continuationToken: string | null } = JSON.parse(
      await ask(url, "events", { limit: "200", ...more }),
    );
    events.push(...page.events);
    token = page.continuationToken;
  } while (token !== null);
  return events;
}

const readExport = async (url: string): Promise<readonly ChainedEvent[]> =>
  (await ask(url, "events/export", {}))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

// From before the tests to after any of them: one window for all questions, as a token belongs to its query.
const window = {
  from: new Date(Date.now() - 60_000).toISOString(),
  to: new Date(Date.now() + 86_400_000).toISOString(),
};

async function ask(url: string, path: string, query: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(`${url}/api/v1/audit/${path}?${new URLSearchParams({ ...window, ...query })}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`);
  return text;
}
