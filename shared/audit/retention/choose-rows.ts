import { forEachAtOnce } from "../../for-each-at-once.ts";
import { mapInSlices } from "../../in-slices.ts";
import { readRow } from "../../tables/read-row.ts";
import { type ReadableTrail, trailRowOf } from "../trail/read-trail.ts";
import { tenantOf } from "../trail/recorded-request.ts";
import { instantOf, trailKeys } from "../trail/trail-keys.ts";
import { isOfCall, type TrailRow } from "../trail/trail-row.ts";
import { type CallEvents, isOldTestCall, makeCallReader, tenantsOf } from "./call-events.ts";
import { judgeAge, type OldEvent } from "./judge-age.ts";
import { holdsOver, type LegalHold } from "./legal-holds.ts";
import type { Pass } from "./retention-periods.ts";

/** What is to go of some rows, and what was found of the others. */
export type Choice = {
  readonly purge: readonly OldEvent[];
  /** Of test calls, what goes with their decisions: only these lead to it, so that it has to go before them. */
  readonly reports: readonly OldEvent[];
  /** What a purge that was killed has left of reports in `AuditByCall` alone. */
  readonly strays: readonly OldEvent[];
  /** How many events each hold keeps, by its name. */
  readonly held: ReadonlyMap<string, number>;
  /** Rows that are not what was recorded. */
  readonly unsound: number;
};

const readingsAtOnce = 8;
const oneEvent = { call: "read an audit event", deadlineMs: 5_000 };

/** Throws a DependencyError when what a decision depends on cannot be read. */
export async function chooseRows(
  tables: ReadableTrail,
  rows: readonly TrailRow[],
  pass: Pass,
  holds: readonly LegalHold[],
): Promise<Choice> {
  const callOf = makeCallReader(tables);
  const held = new Map<string, number>();
  const kept = new Set<string>();
  const going = new Map<string, OldEvent>();
  const reports = new Set<string>();
  const strays: OldEvent[] = [];
  const holdsTenants = holds.some(({ tenant }) => tenant !== null);

  async function consider(old: OldEvent): Promise<void> {
    const keptBy = holdsOver({ at: old.at, ...(await callAndTenants(old)) }, holds);
    for (const { name } of keptBy) held.set(name, (held.get(name) ?? 0) + 1);
    if (keptBy.length > 0) kept.add(placeOf(old));
    else going.set(rowOf(old), old);
  }

  async function callAndTenants({ event }: OldEvent) {
    if (!isOfCall(event)) return { callId: null, tenants: [] };
    if (event.data.decision !== undefined) return { callId: event.subject, tenants: [tenantOf(event.data.request)] };
    return { callId: event.subject, tenants: holdsTenants ? tenantsOf(await callOf(event.subject)) : [] };
  }

  /** A test call goes with all that was reported of it, or stays. */
  async function considerTestCall(old: OldEvent): Promise<void> {
    if (old.event.data.decision?.class !== "test") return;
    const call = await callOf(old.event.subject);
    if (!isOldTestCall(call, pass.before)) return;
    await consider(old);
    if (kept.has(placeOf(old))) return;
    const { inTrail, byCallOnly } = await reportsOf(tables, call, pass.before);
    strays.push(...byCallOnly);
    for (const report of inTrail) {
      reports.add(rowOf(report));
      await consider(report);
    }
  }

  const ages = await mapInSlices(rows, (row) => judgeAge(row, pass.before));
  const olds = ages.flatMap((age) => (age.kind === "old" ? [age.old] : []));
  await forEachAtOnce(readingsAtOnce, olds, (old) => (pass.kind === "test" ? considerTestCall(old) : consider(old)));
  // Rows of the same time and id have one row by call between them: they stay or go together.
  const all = [...going.values()].filter((old) => !kept.has(placeOf(old)));
  return {
    purge: all.filter((old) => !reports.has(rowOf(old))),
    reports: all.filter((old) => reports.has(rowOf(old))),
    strays,
    held,
    unsound: ages.filter(({ kind }) => kind === "unsound").length,
  };
}

const rowOf = ({ keys: { partitionKey, rowKey } }: OldEvent): string => `${partitionKey} ${rowKey}`;

const placeOf = ({ event }: OldEvent): string => trailKeys(event).rowKey;

type Reports = { readonly inTrail: readonly OldEvent[]; readonly byCallOnly: readonly OldEvent[] };

/** What is known of a call beside its decisions, as far as it is sound and old enough. */
async function reportsOf({ trail }: ReadableTrail, call: CallEvents, before: string): Promise<Reports> {
  const inTrail: OldEvent[] = [];
  const byCallOnly: OldEvent[] = [];
  for (const { event, text } of call.events) {
    if (event.data.decision !== undefined) continue;
    const keys = trailKeys(event);
    const row = await readRow(trail, oneEvent, keys.partitionKey, keys.rowKey);
    if (row === null) {
      byCallOnly.push({ event, at: instantOf(keys.rowKey), text, keys });
      continue;
    }
    const age = judgeAge(trailRowOf({ ...row, ...keys }), before);
    if (age.kind === "old" && age.old.text === text) inTrail.push(age.old);
  }
  return { inTrail, byCallOnly };
}
