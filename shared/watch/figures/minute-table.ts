import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import type { Log } from "../../log.ts";
import { callClasses } from "../../recognition/classes.ts";
import type { Entity } from "../../tables/entity.ts";
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
/** A row holds 1 MiB, and has the figures too. More than ten thousand calls fit in. */
const callBytesAtMost = 900_000;
/** A property holds 64 KiB; figures of a thousand routes need one. */
const figuresColumns = ["figures0", "figures1", "figures2", "figures3"];

const result = z.enum(["answered", "abandoned", "failed"]);
/** Without the Call-ID: it can be long, and whoever needs it has read the call's events. */
const callSchema: z.ZodType<Omit<WatchedCall, "callId">> = z.object({
  id: z.string(),
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
    const select = ["partitionKey", "rowKey", ...figuresColumns];
    const query = { call: "read figures", filter, select, pageSize: rowsPerPage, deadlineMs, ahead: true };
    const figures = new Map<string, Figures>();
    for await (const page of readPages(client, query))
      for (const row of page) figures.set(String(row.rowKey), await figuresIn(row));
    return figures;
  }

  return {
    read: async (at) => {
      const row = await readRow(client, { call: "read watched calls", deadlineMs }, minutesPartition, at);
      if (row === null) return { at, calls: new Map(), etag: null };
      const calls = z.array(callSchema).safeParse(await unpackJson("calls", row));
      if (!calls.success) log.error("calls of a minute cannot be read, and are no longer watched", { at });
      return {
        at,
        calls: new Map((calls.data ?? []).map((call) => [call.id, { ...call, callId: "" }])),
        etag: row.etag,
      };
    },
    write: async ({ at, calls, etag }) => {
      const { kept, packed } = await packCalls([...calls.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
      if (kept.length < calls.size)
        log.error("not all calls of a minute can be watched", { at, calls: calls.size, watched: kept.length });
      const row = { partitionKey: minutesPartition, rowKey: at, ...(await packedFigures(countCalls(kept))), ...packed };
      await writeRead(client, row, etag);
    },
    readFigures: (from, before) => readFigures(minutesPartition, from, before),
    sumQuarter: async (at) => {
      const row = await readRow(client, { call: "read figures", deadlineMs, select: [] }, quartersPartition, at);
      const minutes = await readFigures(minutesPartition, at, spanOf(Date.parse(at) + quarterMs, minuteMs));
      const sum = [...minutes.values()].reduce(addFigures, noFigures);
      const figures = await packedFigures(sum);
      await writeRead(client, { partitionKey: quartersPartition, rowKey: at, ...figures }, row?.etag ?? null);
      return sum;
    },
    readQuarters: (from, before) => readFigures(quartersPartition, from, before),
  };
}

type PackedCalls = { readonly kept: readonly WatchedCall[]; readonly packed: Readonly<Record<string, Buffer>> };

/** The first calls, as many as a row holds. */
async function packCalls(calls: readonly WatchedCall[]): Promise<PackedCalls> {
  const packed = await packJson(
    "calls",
    calls.map(({ callId: _, ...call }) => call),
  );
  const bytes = Object.values(packed).reduce((sum, { length }) => sum + length, 0);
  if (bytes <= callBytesAtMost) return { kept: calls, packed };
  return packCalls(calls.slice(0, Math.floor((0.98 * calls.length * callBytesAtMost) / bytes)));
}

const packedFigures = (figures: Figures) => packJson("figures", packFigures(figures));

/** Figures that cannot be read count as none. */
async function figuresIn(row: Entity): Promise<Figures> {
  const read = packedFiguresSchema.safeParse(await unpackJson("figures", row));
  return read.success ? unpackFigures(read.data) : noFigures;
}
