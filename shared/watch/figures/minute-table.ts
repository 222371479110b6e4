import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import type { Log } from "../../log.ts";
import { callClasses } from "../../recognition/classes.ts";
import { readPages } from "../../tables/read-pages.ts";
import { readRow } from "../../tables/read-row.ts";
import { rowsPerPage } from "../../tables/table-limits.ts";
import type { Figures } from "./counts.ts";
import { addFigures, countCalls, noFigures } from "./figures.ts";
import { packedFiguresSchema, packFigures, unpackFigures } from "./packed-figures.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { minuteMs, quarterMs, spanOf } from "./spans.ts";
import { writeRead } from "./watch-rows.ts";
import type { WatchedCall } from "./watched-call.ts";

/** The calls that were decided in one minute. */
export type Minute = {
  /** The minute's beginning. */
  readonly at: string;
  /** By the decision's id. */
  readonly calls: ReadonlyMap<string, WatchedCall>;
  /** Null when nothing is stored yet. */
  readonly etag: string | null;
};

/** Calls by the minute of their decision, and figures by minute and by quarter of an hour, in table `Watch`. */
export type MinuteTable = {
  readonly read: (at: string) => Promise<Minute>;
  readonly write: (minute: Minute) => Promise<void>;
  /** Figures of minutes from one instant on and before another, by minute. */
  readonly readFigures: (from: string, before: string) => Promise<ReadonlyMap<string, Figures>>;
  /** Adds up a quarter of an hour from its minutes, keeps the sum and returns it. */
  readonly sumQuarter: (at: string) => Promise<Figures>;
  readonly readQuarters: (from: string, before: string) => Promise<ReadonlyMap<string, Figures>>;
};

export const minutesPartition = "minutes";
export const quartersPartition = "quarters";
const deadlineMs = 5_000;
/** Far more than there are; a row would not hold them. */
const callsAtMost = 15_000;

const result = z.enum(["answered", "abandoned", "failed"]);
const callSchema: z.ZodType<WatchedCall> = z.object({
  id: z.string(),
  callId: z.string(),
  atMs: z.number(),
  class: z.enum(callClasses),
  territory: z.string(),
  ingress: z.string(),
  flags: z.array(z.string()),
  firstRoute: z.string().nullable(),
  outcome: z
    .object({
      eventId: z.string(),
      atMs: z.number(),
      result,
      route: z.string().nullable(),
      delayMs: z.number().nullable(),
      tries: z.array(z.object({ route: z.string(), result })),
    })
    .nullable(),
  events: z.number(),
  seenMs: z.number(),
  status: z.enum([...result.options, "missing", "pending", "none"]),
});

export function minuteTable(client: TableClient, log: Pick<Log, "error">): MinuteTable {
  async function readFigures(partitionKey: string, from: string, before: string): Promise<Map<string, Figures>> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${before}`;
    const select = ["partitionKey", "rowKey", "figures"];
    const query = { call: "read figures", filter, select, pageSize: rowsPerPage, deadlineMs, ahead: true };
    const figures = new Map<string, Figures>();
    for await (const page of readPages(client, query))
      for (const row of page) figures.set(String(row.rowKey), figuresIn(row.figures));
    return figures;
  }

  return {
    read: async (at) => {
      const row = await readRow(client, { call: "read watched calls", deadlineMs }, minutesPartition, at);
      if (row === null) return { at, calls: new Map(), etag: null };
      const calls = z.array(callSchema).safeParse(await unpackJson("calls", row));
      if (!calls.success) log.error("calls of a minute cannot be read, and are no longer watched", { at });
      return { at, calls: new Map((calls.data ?? []).map((call) => [call.id, call])), etag: row.etag };
    },
    write: async ({ at, calls, etag }) => {
      if (calls.size > callsAtMost) log.error("not all calls of a minute can be watched", { at, calls: calls.size });
      const kept = [...calls.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, callsAtMost);
      const figures = JSON.stringify(packFigures(countCalls(kept)));
      const row = { partitionKey: minutesPartition, rowKey: at, figures, ...(await packJson("calls", kept)) };
      await writeRead(client, row, etag);
    },
    readFigures: (from, before) => readFigures(minutesPartition, from, before),
    sumQuarter: async (at) => {
      const row = await readRow(client, { call: "read figures", deadlineMs, select: [] }, quartersPartition, at);
      const minutes = await readFigures(minutesPartition, at, spanOf(Date.parse(at) + quarterMs, minuteMs));
      const sum = [...minutes.values()].reduce(addFigures, noFigures);
      const figures = JSON.stringify(packFigures(sum));
      await writeRead(client, { partitionKey: quartersPartition, rowKey: at, figures }, row?.etag ?? null);
      return sum;
    },
    readQuarters: (from, before) => readFigures(quartersPartition, from, before),
  };
}

/** Figures that cannot be read count as none. */
function figuresIn(text: unknown): Figures {
  try {
    const read = packedFiguresSchema.safeParse(JSON.parse(String(text)));
    return read.success ? unpackFigures(read.data) : noFigures;
  } catch {
    return noFigures;
  }
}
