import type { ChainedEvent } from "../../shared/audit/audit-event.ts";
import { pairPositions } from "../../shared/audit/trail/pair-positions.ts";
import { projectMessages } from "../../shared/audit/trail/project-messages.ts";
import type { TrailTables } from "../../shared/audit/trail/trail-tables.ts";
import { DependencyError } from "../../shared/dependency-error.ts";
import { consoleLog } from "../../shared/log.ts";
import { makeIllRows } from "../../shared/tables/ill-rows.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { forkTables } from "../../tools/local/tables/fork-tables.ts";
import { localProgram } from "../servers/app-directory.ts";
import type { Kept } from "../servers/keep-running.ts";
import { makeEvents } from "./make-events.ts";

/** A trail in tables of its own, in a process of its own. */
export type LoadedTrail = {
  readonly tables: TrailTables;
  readonly pid: number;
  /** How long it took to bring the events in. */
  readonly loadedInMs: number;
};

const illRows = makeIllRows(() => performance.now());

/** Enough for two transactions of each partition by call. */
const eventsAtOnce = 2_400;

/** Starts empty tables and brings so many events into them, through the projection. */
export async function loadTrail(events: number, heapMb: number, { keep }: Pick<Kept, "keep">): Promise<LoadedTrail> {
  const store = keep(await forkTables({ port: 0, heapMb, modulePath: localProgram("tables-process") }));
  const table = async (name: string) => {
    const client = tableClient(store, name);
    await client.createTable();
    return client;
  };
  const tables = {
    trail: await table("AuditTrail"),
    byCall: await table("AuditByCall"),
    deadLetters: await table("AuditDeadLetter"),
  };
  const startedMs = performance.now();
  const batches = makeEvents(events, eventsAtOnce, 17);
  const projectAll = async (): Promise<void> => {
    for (const batch of batches) await project(tables, batch);
  };
  // As many at once as the hub has partitions.
  await Promise.all([projectAll(), projectAll(), projectAll(), projectAll()]);
  return { tables, pid: store.pid, loadedInMs: performance.now() - startedMs };
}

/** Again until the store takes it, as the host does by the function's retry policy. */
async function project(tables: TrailTables, batch: readonly ChainedEvent[]): Promise<void> {
  for (;;)
    try {
      return await projectMessages(pairPositions(batch, []), { tables, illRows, log: consoleLog, now: Date.now });
    } catch (error) {
      if (!(error instanceof DependencyError && error.retryable)) throw error;
    }
}
