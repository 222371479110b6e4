import { forEachAtOnce } from "../../for-each-at-once.ts";
import { pace } from "../../pace.ts";
import { readRow } from "../../tables/read-row.ts";
import { type ReadableTrail, trailRowOf } from "../trail/read-trail.ts";
import { tenantOf } from "../trail/recorded-request.ts";
import type { TrailRow } from "../trail/stored-row.ts";
import { instantOf, trailKeys } from "../trail/trail-keys.ts";
import { isOfCall } from "../trail/trail-row.ts";
import { type CallEvents, isOldTestCall, makeCallReader, tenantsOf } from "./call-events.ts";
import { type Age, judgeAge } from "./judge-age.ts";
import { type HeldBy, holdsOver, type LegalHold } from "./legal-holds.ts";
import type { DeletableEvents, OldEvent } from "./old-event.ts";
import type { Pass } from "./retention-periods.ts";

/** Which of some rows are to be deleted, and why the others stay. */
export type Choice = DeletableEvents & {
  /** How many events each hold keeps, by its name. */
  readonly held: ReadonlyMap<string, number>;
  /** Rows that are not what was recorded. */
  readonly unsound: number;
};

const readingsAtOnce = 8;
const oneEvent = { call: "read an audit event", deadlineMs: 5_000 };

/** Chooses among rows by age and holds. Throws a DependencyError when the events of a call cannot be read. */
export async function chooseRows(
  tables: ReadableTrail,
  rows: readonly TrailRow[],
  rules: { readonly pass: Pass; readonly holds: readonly LegalHold[] },
): Promise<Choice> {
  const ages: Age[] = [];
  for (const row of rows) {
    ages.push(judgeAge(row, rules.pass.before));
    if (pace.isDue()) await pace.rest();
  }
  const olds = ages.flatMap((age) => (age.kind === "old" ? [age.old] : []));
  const choosing: Choosing = {
    tables,
    ...rules,
    callOf: makeCallReader(tables),
    held: new Map(),
    kept: new Set(),
    going: new Map(),
    reports: new Set(),
    strays: [],
  };
  const choose = rules.pass.kind === "test" ? considerTestCall : consider;
  await forEachAtOnce(readingsAtOnce, olds, (old) => choose(choosing, old));
  const { going, kept, reports, strays, held } = choosing;
  // Rows of the same time and id share a row by call: they stay or go together.
  const all = [...going.values()].filter((old) => !kept.has(placeOf(old)));
  return {
    purge: all.filter((old) => !reports.has(rowOf(old))),
    reports: all.filter((old) => reports.has(rowOf(old))),
    strays,
    held,
    unsound: ages.filter(({ kind }) => kind === "unsound").length,
  };
}

/** What has been found so far. `kept` has places in the trail, `going` and `reports` have rows. */
type Choosing = {
  readonly tables: ReadableTrail;
  readonly pass: Pass;
  readonly holds: readonly LegalHold[];
  readonly callOf: (callId: string) => Promise<CallEvents>;
  readonly held: Map<string, number>;
  readonly kept: Set<string>;
  readonly going: Map<string, OldEvent>;
  readonly reports: Set<string>;
  readonly strays: OldEvent[];
};

async function consider(choosing: Choosing, old: OldEvent): Promise<void> {
  const { holds, held, kept, going } = choosing;
  const keptBy = holdsOver({ at: old.at, ...(await callAndTenants(choosing, old)) }, holds);
  for (const { name } of keptBy) held.set(name, (held.get(name) ?? 0) + 1);
  if (keptBy.length > 0) kept.add(placeOf(old));
  else going.set(rowOf(old), old);
}

async function callAndTenants({ holds, callOf }: Choosing, { event }: OldEvent): Promise<Omit<HeldBy, "at">> {
  if (!isOfCall(event)) return { callId: null, tenants: [] };
  const callId = event.subject;
  if (event.data.decision !== undefined) return { callId, tenants: [tenantOf(event.data)] };
  const needsTenants = holds.some(({ tenant }) => tenant !== null);
  return { callId, tenants: needsTenants ? tenantsOf(await callOf(callId)) : [] };
}

/** A test call is deleted together with its outcomes, or stays. */
async function considerTestCall(choosing: Choosing, old: OldEvent): Promise<void> {
  const { tables, pass, callOf, kept, reports, strays } = choosing;
  if (old.event.data.decision?.class !== "test") return;
  const call = await callOf(old.event.subject);
  if (!isOldTestCall(call, pass.before)) return;
  await consider(choosing, old);
  if (kept.has(placeOf(old))) return;
  const { inTrail, byCallOnly } = await reportsOf(tables, call, pass.before);
  strays.push(...byCallOnly);
  for (const report of inTrail) {
    reports.add(rowOf(report));
    await consider(choosing, report);
  }
}

const rowOf = ({ keys: { partitionKey, rowKey } }: OldEvent): string => `${partitionKey} ${rowKey}`;

const placeOf = ({ event }: OldEvent): string => trailKeys(event).rowKey;

type Reports = { readonly inTrail: readonly OldEvent[]; readonly byCallOnly: readonly OldEvent[] };

/** The outcomes of a call that are sound and old enough. */
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
