import { createHash } from "node:crypto";
import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import type { Entity } from "../../tables/entity.ts";
import { readPages } from "../../tables/read-pages.ts";
import { readRow } from "../../tables/read-row.ts";
import { rowsPerPage } from "../../tables/table-limits.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { keptMs } from "./spans.ts";
import { writeRead } from "./watch-rows.ts";
import type { RouteState } from "./watch-state.ts";
import { type CallChange, isEmergency } from "./watched-call.ts";

/** How a route did in one call: each of its tries there, true when it answered. Tries that the caller ended are left out. */
const triesOfCallSchema = z.object({
  decisionId: z.string(),
  outcomeId: z.string(),
  decidedMs: z.number(),
  /** When the last of them ended, as far as is known. */
  endedMs: z.number(),
  answered: z.array(z.boolean()),
});
export type TriesOfCall = z.infer<typeof triesOfCallSchema>;

/** The last calls of each route, the oldest first. */
export type RouteTries = ReadonlyMap<string, readonly TriesOfCall[]>;

/** As far back as failures in a row are counted. */
const callsAtMost = 100;

/** With what changed: the tries of a call replace what was known of them. The order in which calls become known makes no difference. */
export function addTries(known: RouteTries, changes: readonly CallChange[], asOfMs: number): RouteTries {
  const routes = new Map(known);
  for (const { before, after } of changes) {
    const names = [...(before?.outcome?.tries ?? []), ...(after.outcome?.tries ?? [])].map(({ route }) => route);
    for (const route of new Set(names)) {
      const others = (routes.get(route) ?? []).filter(({ decisionId }) => decisionId !== after.id);
      routes.set(route, lastOf([...others, ...triesIn(after, route)], asOfMs));
    }
  }
  return routes;
}

/** The routes that are tried, or were tried as far as was known before, in calls that changed. */
export const routesIn = (changes: readonly CallChange[]): ReadonlySet<string> =>
  new Set(
    changes.flatMap(({ before, after }) =>
      [...(before?.outcome?.tries ?? []), ...(after.outcome?.tries ?? [])].map(({ route }) => route),
    ),
  );

function triesIn({ id, atMs, class: callClass, outcome }: CallChange["after"], route: string): readonly TriesOfCall[] {
  if (outcome === null || !isEmergency(callClass)) return [];
  const tries = outcome.tries.filter((each) => each.route === route && each.result !== "abandoned");
  if (tries.length === 0) return [];
  const endedMs = outcome.delayMs === null ? outcome.atMs : atMs + outcome.delayMs;
  const answered = tries.map(({ result }) => result === "answered");
  return [{ decisionId: id, outcomeId: outcome.eventId, decidedMs: atMs, endedMs, answered }];
}

const lastOf = (calls: readonly TriesOfCall[], asOfMs: number): readonly TriesOfCall[] =>
  calls
    .filter(({ decidedMs }) => decidedMs > asOfMs - keptMs)
    .sort((a, b) => a.decidedMs - b.decidedMs || (a.decisionId < b.decisionId ? -1 : 1))
    .slice(-callsAtMost);

/** How often the route failed since it last answered. */
export function failuresInARow(calls: readonly TriesOfCall[]): number {
  const tries = calls.flatMap(({ answered }) => answered);
  return tries.length - 1 - tries.lastIndexOf(true);
}

export const lastAnsweredAt = (calls: readonly TriesOfCall[]): string | null => {
  const last = calls.findLast(({ answered }) => answered.includes(true));
  return last === undefined ? null : new Date(last.endedMs).toISOString();
};

const inARow = 3;
const ofTheLast = { failures: 5, tries: 20 };

/** Three failures in a row, or five of the last twenty. */
export function isFailing(calls: readonly TriesOfCall[]): boolean {
  const last = calls.flatMap(({ answered }) => answered).slice(-ofTheLast.tries);
  return failuresInARow(calls) >= inARow || last.filter((answered) => !answered).length >= ofTheLast.failures;
}

/** Tries of routes as they are stored. */
export type StoredTries = { readonly tries: RouteTries; readonly etags: ReadonlyMap<string, string> };

/** The tries of routes in table `Watch`, a row each: those of all would not fit into one. All throw a DependencyError. */
export type RouteTriesTable = {
  readonly read: (names: ReadonlySet<string>) => Promise<StoredTries>;
  /** `etags`: of the rows that were read. */
  readonly write: (tries: RouteTries, etags: StoredTries["etags"]) => Promise<void>;
  /** How every route is doing that was tried within a month. */
  readonly readStates: () => Promise<readonly RouteState[]>;
};

const partitionKey = "routes";
const deadlineMs = 5_000;
const rowsAtOnce = 8;
const stateColumns = z.object({
  name: z.string(),
  calls: z.int(),
  consecutiveFailures: z.int(),
  lastAnsweredAt: z.string(),
});

/** Names hold characters that keys do not. */
const rowKeyOf = (name: string): string => createHash("sha256").update(name).digest("hex").slice(0, 32);

export function routeTriesTable(client: TableClient): RouteTriesTable {
  async function readOne(name: string): Promise<{ name: string; calls: readonly TriesOfCall[]; etag: string | null }> {
    const row = await readRow(client, { call: "read tries of a route", deadlineMs }, partitionKey, rowKeyOf(name));
    const read = z.array(triesOfCallSchema).safeParse(row === null ? [] : await unpackJson("tries", row));
    return { name, calls: read.data ?? [], etag: row?.etag ?? null };
  }

  return {
    read: async (names) => {
      const read = await forEachAtOnce(rowsAtOnce, [...names], readOne);
      return {
        tries: new Map(read.map(({ name, calls }) => [name, calls])),
        etags: new Map(read.flatMap(({ name, etag }) => (etag === null ? [] : [[name, etag] as const]))),
      };
    },
    write: async (tries, etags) => {
      await forEachAtOnce(rowsAtOnce, [...tries], async ([name, calls]) => {
        const state = {
          calls: calls.length,
          consecutiveFailures: failuresInARow(calls),
          lastAnsweredAt: lastAnsweredAt(calls) ?? "",
        };
        const row = { partitionKey, rowKey: rowKeyOf(name), name, ...state, ...(await packJson("tries", calls)) };
        await writeRead(client, row, etags.get(name) ?? null);
      });
    },
    readStates: async () => {
      const query = {
        call: "read how routes are doing",
        filter: odata`PartitionKey eq ${partitionKey}`,
        select: ["partitionKey", "rowKey", ...Object.keys(stateColumns.shape)],
        pageSize: rowsPerPage,
        deadlineMs,
      };
      const states: RouteState[] = [];
      for await (const page of readPages(client, query)) states.push(...page.flatMap(stateIn));
      return states.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** None for a route whose last call is too long ago. */
function stateIn(row: Entity): readonly RouteState[] {
  const { data } = stateColumns.safeParse(row);
  if (data === undefined || data.calls === 0) return [];
  const { name, consecutiveFailures, lastAnsweredAt: at } = data;
  return [{ name, consecutiveFailures, lastAnsweredAt: at === "" ? null : at }];
}
