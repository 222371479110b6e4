import type { ReadableTrail } from "../../audit/trail/read-trail.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import type { Log } from "../../log.ts";
import { pace } from "../../pace.ts";
import type { AlarmKeeper } from "../alarms/alarm-keeper.ts";
import { looksAt } from "./call-causes.ts";
import { type Fact, factsOfCall } from "./call-facts.ts";
import { readCallTexts } from "./call-texts.ts";
import { countCalls } from "./figures.ts";
import type { Minute, MinuteTable } from "./minute-table.ts";
import { addTries, type RouteTriesTable, routesIn } from "./route-tries.ts";
import { minuteMs, quarterMs, spanOf } from "./spans.ts";
import type { RoundResult } from "./take-up.ts";
import { type CallChange, type Judging, judgeCall, type WatchedCall } from "./watched-call.ts";

export type WatchRoundDependencies = {
  readonly trail: ReadableTrail;
  readonly minutes: MinuteTable;
  readonly routes: RouteTriesTable;
  readonly alarms: Pick<AlarmKeeper, "look">;
  /** Names of routes that are the last resort in the active configuration. */
  readonly contingencyRoutes: () => ReadonlySet<string>;
  readonly log: Pick<Log, "error">;
  /** Called for each decision that something was learnt of, after that is stored. */
  readonly onChange?: (change: CallChange) => void;
};

/** What a round looks at: calls that have new events, and minutes whose calls wait for an outcome. */
export type RoundWork = {
  readonly callIds: readonly string[];
  /** Calls that were in the trail before anybody watched: they are counted, and raise no alarms. */
  readonly pastCallIds: readonly string[];
  readonly minutes: readonly string[];
};

const readsAtOnce = 8;

/**
 * Brings figures and alarms up to date. Everything follows from the trail and the time, so that a round that was killed, or done twice,
 * is done again from its beginning: alarms come first, then what tells that they were raised. Throws a DependencyError when a store
 * fails or another instance is at the same.
 */
export async function watchRound(
  { callIds, pastCallIds, minutes: waiting }: RoundWork,
  judging: Judging,
  dependencies: WatchRoundDependencies,
): Promise<RoundResult> {
  const { minutes, routes, alarms, onChange } = dependencies;
  const facts = await readFacts([...callIds, ...pastCallIds], dependencies);
  const past = new Set(pastCallIds);
  const due = waiting.filter((at) => Date.parse(at) + judging.expectedMs <= judging.asOfMs);
  const touched = [...new Set([...facts.map(({ atMs }) => spanOf(atMs, minuteMs)), ...due])].sort();
  const changed = await forEachAtOnce(readsAtOnce, touched, async (at) =>
    changeMinute(await minutes.read(at), { facts, past }, judging),
  );
  const changes = changed.flatMap((minute) => minute.changes);
  const known = await routes.read(routesIn(changes));
  const tries = addTries(known.tries, changes, judging.asOfMs);
  const alarming = changes.filter(({ before, after }) => before !== null || !past.has(after.callId));
  const { expectedMs } = judging;
  const contingencyRoutes = dependencies.contingencyRoutes();
  await alarms.look(...looksAt(alarming, { tries, expectedMs, contingencyRoutes }));
  await routes.write(tries, known.etags);
  const toWrite = changed.filter((minute) => minute.changes.length > 0);
  await forEachAtOnce(readsAtOnce, toWrite, ({ after }) => minutes.write(after));
  const quarters = new Set(touched.map((at) => spanOf(Date.parse(at), quarterMs)));
  const sums = await forEachAtOnce(
    readsAtOnce,
    [...quarters],
    async (at) => [at, await minutes.sumQuarter(at)] as const,
  );
  for (const change of changes) onChange?.(change);
  return {
    minutes: new Map(changed.map(({ after }) => [after.at, countCalls(after.calls.values())])),
    quarters: new Map(sums),
    routes: await routes.readStates(),
  };
}

async function readFacts(
  callIds: readonly string[],
  { trail, log }: Pick<WatchRoundDependencies, "trail" | "log">,
): Promise<readonly Fact[]> {
  const facts = await forEachAtOnce(readsAtOnce, callIds, async (callId) => {
    const { texts, events, isAll } = await readCallTexts(trail, callId);
    if (!isAll) log.error("a Call-ID has more events than are watched", { events });
    if (pace.isDue()) await pace.rest();
    return factsOfCall(callId, texts, events);
  });
  return facts.flat();
}

type Known = { readonly facts: readonly Fact[]; readonly past: ReadonlySet<string> };

type ChangedMinute = { readonly after: Minute; readonly changes: readonly CallChange[] };

/** A fact that was made from fewer events than the one that is stored was read by an instance that was slower. */
function changeMinute(minute: Minute, { facts, past }: Known, judging: Judging): ChangedMinute {
  const calls = new Map(minute.calls);
  const changes: CallChange[] = [];
  const judge = (fact: Fact): void => {
    const before = calls.get(fact.id) ?? null;
    const newest = before !== null && before.events > fact.events ? before : fact;
    const after = judgeCall({ fact: newest, before, isPast: past.has(fact.callId) }, judging);
    calls.set(fact.id, after);
    if (!isSame(before, after)) changes.push({ before, after });
  };
  for (const call of minute.calls.values()) judge(call);
  for (const fact of facts) if (spanOf(fact.atMs, minuteMs) === minute.at) judge(fact);
  return { after: { ...minute, calls }, changes };
}

const isSame = (a: WatchedCall | null, b: WatchedCall): boolean =>
  a !== null && a.status === b.status && a.events === b.events && a.outcome?.eventId === b.outcome?.eventId;
