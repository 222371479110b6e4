import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { v7 as uuidv7 } from "uuid";
import type { AuditEvent, ChainedEvent } from "../../../shared/audit/audit-event.ts";
import type { DecidedData } from "../../../shared/audit/decided-event.ts";
import { makeHashChain } from "../../../shared/audit/hash-chain.ts";
import { pairPositions } from "../../../shared/audit/trail/pair-positions.ts";
import { projectMessages } from "../../../shared/audit/trail/project-messages.ts";
import type { StoredRow } from "../../../shared/audit/trail/stored-row.ts";
import type { TrailTables } from "../../../shared/audit/trail/trail-tables.ts";
import type { Log } from "../../../shared/log.ts";
import type { Decision } from "../../../shared/routing/decision.ts";
import type { IllRows } from "../../../shared/tables/ill-rows.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";
import { recordingLog } from "../log/recording-log.ts";
import { freshTable } from "../stores/use-tables.ts";
import { exampleEvent } from "./audit-events.ts";

export type FreshTrail = TrailTables & { readonly watch: TableClient };

/** The three tables of the trail and that of the watch, new and empty. */
export async function freshTrail(tables: Tables): Promise<FreshTrail> {
  const fresh = () => freshTable(tables);
  const [trail, byCall, deadLetters, watch] = await Promise.all([fresh(), fresh(), fresh(), fresh()]);
  return { trail, byCall, deadLetters, watch };
}

export type CallFacts = Partial<Pick<Decision, "callId" | "class" | "config">> & {
  /** Also one that this version does not know: a trail is older and younger than what reads it. */
  readonly flags?: readonly string[];
  readonly at?: string;
  readonly id?: string;
  readonly territory?: string | null;
  readonly request?: unknown;
};

/** The event of a decision about which some facts are given; any other is as `exampleEvent` has it. */
export function callEvent({ at, id, territory, request, ...decided }: CallFacts = {}): AuditEvent<DecidedData> {
  const event = exampleEvent(request);
  const number = { ...event.data.decision.number, ...(territory === undefined ? {} : { territory }) };
  const decision = { ...event.data.decision, ...decided, number } as Decision;
  return {
    ...event,
    id: id ?? randomUUID(),
    subject: decision.callId,
    time: at ?? event.time,
    data: { ...event.data, decision },
  };
}

/** Events as one running instance would have recorded them, one after the other. */
export function chainOf(events: readonly AuditEvent[], chainId: string = uuidv7()): readonly ChainedEvent[] {
  const chain = makeHashChain(chainId);
  return events.map(chain.append);
}

/** So many calls, a second apart, in one chain. */
export const chainOfCalls = (count: number, from: string, facts: CallFacts = {}, chainId?: string) =>
  chainOf(
    Array.from({ length: count }, (_, index) =>
      callEvent({ ...facts, at: new Date(Date.parse(from) + index * 1_000).toISOString() }),
    ),
    chainId,
  );

/** Projects messages whose place in the hub is not known. */
export const project = (tables: TrailTables, bodies: readonly unknown[], log: Log = recordingLog()): Promise<void> =>
  projectMessages(pairPositions(bodies, []), { tables, illRows: noneIll, log, now: Date.now });

/** Nothing is given up, however often it fails. */
export const noneIll: IllRows = { hasFailed: () => false, hasFailedWithOthers: () => {}, isStored: () => {} };

/** All rows of a table in order. */
export async function allRows(client: TableClient): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  for await (const row of client.listEntities())
    rows.push({ ...row, partitionKey: row.partitionKey ?? "", rowKey: row.rowKey ?? "" });
  return rows;
}

/** How many rows a table has. */
export async function countRows(client: TableClient): Promise<number> {
  let count = 0;
  for await (const _ of client.listEntities({ queryOptions: { select: ["RowKey"] } })) count += 1;
  return count;
}
