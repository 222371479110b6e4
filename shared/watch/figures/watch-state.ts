import type { TableClient } from "@azure/data-tables";
import * as z from "zod";
import type { Entity } from "../../tables/entity.ts";
import { readRow } from "../../tables/read-row.ts";
import type { Alarm } from "../alarms/alarm.ts";
import { alarmWords } from "../alarms/alarm-words.ts";
import type { Counts, Figures } from "./counts.ts";
import {
  countsTuple,
  packCounts,
  packedFiguresSchema,
  packFigures,
  unpackCounts,
  unpackFigures,
} from "./packed-figures.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import type { WatchParts } from "./watch-parts.ts";
import { writeRead } from "./watch-rows.ts";

/** Where the watch is, without its figures. */
export type WatchHead = {
  /** Up to when everything that had arrived in the trail is counted. */
  readonly asOf: string;
  /** Since when calls are watched. What was decided before is not counted. */
  readonly since: string;
  /** Where reading what was in the trail before the first run goes on; null when that is done. */
  readonly readingFrom: string | null;
  /** Where that ends. */
  readonly readingTo: string;
  /** Whether no arrival was left to be looked at. */
  readonly isCaughtUp: boolean;
  /** Minutes with decisions that wait for their outcome. */
  readonly pendingMinutes: readonly string[];
  readonly routes: readonly RouteState[];
  readonly alarms: readonly Alarm[];
  readonly parts: WatchParts;
};

export type RouteState = {
  readonly name: string;
  readonly consecutiveFailures: number;
  readonly lastAnsweredAt: string | null;
};

/** The last two hours by minute. */
export type RecentFigures = ReadonlyMap<string, Figures>;

/** The last day: what became of calls by minute, and all figures by quarter of an hour. */
export type DayFigures = {
  readonly minutes: ReadonlyMap<string, Counts>;
  readonly quarters: ReadonlyMap<string, Figures>;
};

export type WatchState = { readonly head: WatchHead; readonly recent: RecentFigures; readonly day: DayFigures };

/** The one row that answers are made of. Throws a DependencyError when the store fails. */
export type WatchStateTable = {
  /** Null when there is none yet, or it cannot be read. */
  readonly read: () => Promise<{ readonly state: WatchState | null; readonly etag: string | null }>;
  readonly write: (state: WatchState, etag: string | null) => Promise<void>;
  /** What an answer about a short window needs, or a long one. */
  readonly readRecent: () => Promise<{ readonly head: WatchHead; readonly recent: RecentFigures } | null>;
  readonly readDay: () => Promise<{ readonly head: WatchHead; readonly day: DayFigures } | null>;
};

const keys = { partitionKey: "watch", rowKey: "answer" };
const query = { call: "read what was watched", deadlineMs: 5_000 };

const headSchema: z.ZodType<WatchHead> = z.object({
  asOf: z.iso.datetime(),
  since: z.iso.datetime(),
  readingFrom: z.string().nullable(),
  readingTo: z.string(),
  isCaughtUp: z.boolean(),
  pendingMinutes: z.array(z.iso.datetime()),
  routes: z.array(z.object({ name: z.string(), consecutiveFailures: z.int(), lastAnsweredAt: z.string().nullable() })),
  alarms: z.array(
    z.object({
      alarm: z.enum(alarmWords),
      subject: z.string(),
      since: z.string(),
      evidence: z.array(z.string()),
      runbook: z.string(),
    }),
  ),
  parts: z.object({ probes: z.looseObject({}), expectations: z.looseObject({}) }),
});

const byName = <Value extends z.ZodType>(value: Value) => z.array(z.tuple([z.string(), value]));
const recentSchema = byName(packedFiguresSchema);
const daySchema = z.object({ minutes: byName(countsTuple), quarters: byName(packedFiguresSchema) });

export function watchStateTable(client: TableClient): WatchStateTable {
  const readAnswer = () => readRow(client, query, keys.partitionKey, keys.rowKey);
  return {
    read: async () => {
      const row = await readAnswer();
      const [head, recent, day] = row === null ? [] : [await headIn(row), await recentIn(row), await dayIn(row)];
      const etag = row?.etag ?? null;
      return head == null || recent == null || day == null
        ? { state: null, etag }
        : { state: { head, recent, day }, etag };
    },
    write: async ({ head, recent, day }, etag) => {
      const row = {
        ...keys,
        ...(await packJson("head", head)),
        ...(await packJson("recent", packMap(recent, packFigures))),
        ...(await packJson("day", {
          minutes: packMap(day.minutes, packCounts),
          quarters: packMap(day.quarters, packFigures),
        })),
      };
      await writeRead(client, row, etag);
    },
    readRecent: async () => {
      const row = await readAnswer();
      const [head, recent] = row === null ? [] : [await headIn(row), await recentIn(row)];
      return head == null || recent == null ? null : { head, recent };
    },
    readDay: async () => {
      const row = await readAnswer();
      const [head, day] = row === null ? [] : [await headIn(row), await dayIn(row)];
      return head == null || day == null ? null : { head, day };
    },
  };
}

const headIn = async (row: Entity): Promise<WatchHead | null> =>
  headSchema.safeParse(await unpackJson("head", row)).data ?? null;

async function recentIn(row: Entity): Promise<RecentFigures | null> {
  const read = recentSchema.safeParse(await unpackJson("recent", row));
  return read.success ? new Map(read.data.map(([at, packed]) => [at, unpackFigures(packed)])) : null;
}

async function dayIn(row: Entity): Promise<DayFigures | null> {
  const read = daySchema.safeParse(await unpackJson("day", row));
  if (!read.success) return null;
  const { minutes, quarters } = read.data;
  return {
    minutes: new Map(minutes.map(([at, packed]) => [at, unpackCounts(packed)])),
    quarters: new Map(quarters.map(([at, packed]) => [at, unpackFigures(packed)])),
  };
}

const packMap = <Value, Packed>(map: ReadonlyMap<string, Value>, pack: (value: Value) => Packed): [string, Packed][] =>
  [...map].map(([at, value]): [string, Packed] => [at, pack(value)]);
