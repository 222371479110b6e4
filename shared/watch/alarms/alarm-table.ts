import { createHash } from "node:crypto";
import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import type { Log } from "../../log.ts";
import { deleteRows } from "../../tables/delete-rows.ts";
import { jsonColumn } from "../../tables/json-column.ts";
import { readPages } from "../../tables/read-pages.ts";
import { meaningOf, tableCall } from "../../tables/table-call.ts";
import { rowsPerPage } from "../../tables/table-limits.ts";
import type { Alarm } from "./alarm.ts";
import { alarmWords, runbookOf } from "./alarm-words.ts";

/**
 * An alarm as it is kept. `raising`: its event may not be recorded yet. `clearing`: the alarm is over, and the event of that may not
 * be recorded yet. `goneSince`: when its cause was first looked for and not found.
 */
export type KeptAlarm = Alarm & {
  readonly state: "raising" | "raised" | "clearing";
  readonly raisedAt: string;
  readonly goneSince: string | null;
  readonly clearedAt: string | null;
};

export type StoredAlarm = KeptAlarm & { readonly etag: string };

/** The open alarms in table `Watch`, one row each. All throw a DependencyError when the store fails. */
export type AlarmTable = {
  readonly list: () => Promise<readonly StoredAlarm[]>;
  /** Null when there is one of the same alarm and subject. */
  readonly insert: (alarm: KeptAlarm) => Promise<StoredAlarm | null>;
  /** Null when the row was changed meanwhile. */
  readonly replace: (alarm: StoredAlarm) => Promise<StoredAlarm | null>;
  /** False when the row was changed meanwhile. */
  readonly remove: (alarm: StoredAlarm) => Promise<boolean>;
};

const partitionKey = "alarms";
const deadlineMs = 5_000;

const emptyAsNull = z.string().transform((text) => (text === "" ? null : text));

const rowSchema = z.object({
  alarm: z.enum(alarmWords),
  subject: z.string(),
  since: z.string(),
  evidence: jsonColumn.pipe(z.array(z.string())),
  state: z.enum(["raising", "raised", "clearing"]),
  raisedAt: z.string(),
  goneSince: emptyAsNull,
  clearedAt: emptyAsNull,
  etag: z.string(),
});

/** A row that was damaged is removed, so that its alarm is raised again if there is cause. */
export function alarmTable(client: TableClient, log: Pick<Log, "error">): AlarmTable {
  async function removeDamaged(rowKey: string): Promise<void> {
    log.error("the row of an alarm is damaged, and is removed", { rowKey });
    await deleteRows(client, partitionKey, [rowKey]);
  }

  return {
    list: async () => {
      const filter = odata`PartitionKey eq ${partitionKey}`;
      const pages = readPages(client, { call: "read the alarms", filter, pageSize: rowsPerPage, deadlineMs });
      const alarms: StoredAlarm[] = [];
      for await (const page of pages)
        for (const row of page) {
          const read = rowSchema.safeParse(row);
          if (read.success) alarms.push({ ...read.data, runbook: runbookOf(read.data.alarm) });
          else await removeDamaged(String(row.rowKey));
        }
      return alarms;
    },
    insert: async (alarm) => {
      try {
        const { etag = "" } = await tableCall("raise an alarm", deadlineMs, (abortSignal) =>
          client.createEntity(rowOf(alarm), { abortSignal }),
        );
        return { ...alarm, etag };
      } catch (error) {
        if (meaningOf(error) === "exists") return null;
        throw error;
      }
    },
    replace: async (alarm) => {
      const changed = await unlessChanged(() =>
        tableCall("note an alarm", deadlineMs, (abortSignal) =>
          client.updateEntity(rowOf(alarm), "Replace", { etag: alarm.etag, abortSignal }),
        ),
      );
      return changed === null ? null : { ...alarm, etag: changed.etag ?? "" };
    },
    remove: async (alarm) => {
      const { rowKey } = rowOf(alarm);
      const removed = await unlessChanged(() =>
        tableCall("remove an alarm", deadlineMs, (abortSignal) =>
          client.deleteEntity(partitionKey, rowKey, { etag: alarm.etag, abortSignal }),
        ),
      );
      return removed !== null;
    },
  };
}

/** Subjects hold any character and keys do not, so they are told apart by hash. */
const rowOf = ({ alarm, subject, since, evidence, state, raisedAt, goneSince, clearedAt }: KeptAlarm) => ({
  partitionKey,
  rowKey: `${alarm}_${createHash("sha256").update(subject).digest("hex").slice(0, 32)}`,
  alarm,
  subject,
  since,
  evidence: JSON.stringify(evidence),
  state,
  raisedAt,
  goneSince: goneSince ?? "",
  clearedAt: clearedAt ?? "",
});

/** Null when the row is not the one whose ETag was given. */
async function unlessChanged<Result>(write: () => Promise<Result>): Promise<Result | null> {
  try {
    return await write();
  } catch (error) {
    if (["changed", "absent"].includes(meaningOf(error) ?? "")) return null;
    throw error;
  }
}
