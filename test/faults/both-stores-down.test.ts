import { describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../shared/audit/audit-event.ts";
import { eventHash } from "../../shared/audit/hash-chain.ts";
import { type AnsweredCall, callUntil, idsAnswered, makeCalls, slowestMs } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { type Program, startReadyProgram } from "../support/programs/run-program.ts";
import { answeredWithinMs, startFaultyStores, timeout, traffic } from "../support/stores/faulty-stores.ts";
import { countTrail, eventsIn, faultsAmong, untilProjected, verify } from "../support/trail/count-trail.ts";

const faults = [{ kind: "down" }, { kind: "silent" }] as const;

describe.each(faults)("calls, while both stores are at fault ($kind)", (fault) => {
  it("are answered in time, stand whole in the log, and are all that the trail then lacks", { timeout }, async () => {
    const { settings, tables, hub, proxy } = await startFaultyStores();
    const app = await startReadyProgram({ ...settings, AUDIT_OUTBOX_BUDGET_MS: "200" });
    const before = (await makeCalls(app.url, 50)).answered;
    await Promise.all([proxy.inject(fault), hub.inject(fault)]);
    const during = await makeCalls(app.url, traffic.calls, { atOnce: 20 });
    expect(during.unanswered).toBe(0);
    expect(slowestMs(during.answered)).toBeLessThan(answeredWithinMs);
    expect(idsAnswered(during.answered, "logged")).toHaveLength(traffic.calls);

    await proxy.inject({ kind: "none" });
    const between = await callUntilSendIsGivenUp(app);
    await hub.inject({ kind: "none" });
    const after = await callUntil(app.url, { status: "published" });
    const answered = [...before, ...during.answered, ...between, ...after];
    const stage = { app, tables, hub };
    await untilProjected(stage);
    expect(faultsAmong(await countTrail(stage), idsAnswered(answered, "published", "queued"))).toEqual([]);

    const { chains } = await verify(stage);
    const [chain] = chains;
    expect(chains).toMatchObject([{ brokenLinks: [], edited: [], misplaced: [], duplicates: [], intact: false }]);
    const inTrail = (await eventsIn(tables, "AuditTrail")).filter(({ data }) => data.chain.id === chain?.chainId);
    const logged = loggedEvents(app);
    expect(logged.map(({ id }) => id)).toEqual(expect.arrayContaining([...idsAnswered(during.answered, "logged")]));
    // A write that was under way when the store came back may have stored an event too late for its call.
    const stored = new Set(inTrail.map(({ id }) => id));
    const onlyInLog = logged.filter(({ id }) => !stored.has(id));
    expect(onlyInLog.filter((event) => !isWhole(event))).toEqual([]);
    const missing = chain?.gaps.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
    expect(missing).toEqual(sequencesOf(onlyInLog));
    const whole = sequencesOf([...inTrail, ...onlyInLog]);
    expect(whole).toEqual(whole.map((_, index) => index + 1));
  });
});

/** Calls until no send of an event that stands in the log can be under way any more: it would put that into the trail too. */
async function callUntilSendIsGivenUp(app: Program & { readonly url: string }): Promise<readonly AnsweredCall[]> {
  const givenUp = () => app.stderr().split("Event Hubs does not take audit events").length;
  const begun = givenUp();
  const calls: AnsweredCall[] = [];
  await eventually(async () => {
    calls.push(...(await makeCalls(app.url, 1)).answered);
    expect(givenUp()).toBeGreaterThan(begun);
  });
  return calls;
}

/** The events in the lines that the app wrote because no store took them. */
const loggedEvents = (app: Program): readonly ChainedEvent[] =>
  app
    .stderr()
    .split("\n")
    .filter((line) => line.includes('"audit event stored nowhere else"'))
    .map((line) => JSON.parse(line).event);

const sequencesOf = (events: readonly ChainedEvent[]): readonly number[] =>
  events.map(({ data }) => data.chain.sequence).sort((a, b) => a - b);

function isWhole(event: ChainedEvent): boolean {
  const { hash, ...place } = event.data.chain;
  return eventHash({ ...event, data: { ...event.data, chain: place } }) === hash;
}
