import type { TableClient } from "@azure/data-tables";
import * as z from "zod";
import { readRow } from "../../tables/read-row.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { keptMs } from "./spans.ts";
import { writeRead } from "./watch-rows.ts";
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
  return new Map([...routes].filter(([, calls]) => calls.length > 0));
}

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

export type RouteTriesTable = {
  readonly read: () => Promise<{ readonly tries: RouteTries; readonly etag: string | null }>;
  readonly write: (tries: RouteTries, etag: string | null) => Promise<void>;
};

const keys = { partitionKey: "watch", rowKey: "routes" };

/** The tries of all routes, in one row of table `Watch`. */
export const routeTriesTable = (client: TableClient): RouteTriesTable => ({
  read: async () => {
    const { partitionKey, rowKey } = keys;
    const row = await readRow(client, { call: "read tries of routes", deadlineMs: 5_000 }, partitionKey, rowKey);
    const schema = z.array(z.tuple([z.string(), z.array(triesOfCallSchema)]));
    const read = schema.safeParse(row === null ? [] : await unpackJson("routes", row));
    return { tries: new Map(read.data ?? []), etag: row?.etag ?? null };
  },
  write: async (tries, etag) => writeRead(client, { ...keys, ...(await packJson("routes", [...tries])) }, etag),
});
