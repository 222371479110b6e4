import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { tableClient } from "../../shared/tables/table-client.ts";
import { trailThrough } from "../support/app/counted-app.ts";
import { eventually } from "../support/eventually.ts";
import { type FarEnds, openFarEnds } from "../support/sip/far-ends.ts";
import { runShortRecipe } from "../support/sip/run-short-recipe.ts";
import { playScenario } from "../support/sip/run-sipp.ts";
import { putRouteSet, type SipApp, startSipApp } from "../support/sip/sip-app.ts";
import { missingForSip } from "../support/sip/sip-tools.ts";
import { watchedTrail } from "../support/watch/watched-trail.ts";

const names = ["british", "irish", "contingency", "trunk"] as const;
const [refusing, answering] = ["503 Service Unavailable", "200 OK"];
const caller = "<sip:+441632960123@sbc1.example.net>";
const calls = { british: "sip:+44999@sbc1.example.net", irish: "sip:+353112@sbc1.example.net" };
const ordinary = "sip:+33112345678@sbc1.example.net;user=phone";

/** From a call to its alarm: what the product promises, and how many answers of a busy machine's stores come on top of it. */
const alarmWithinMs = 60_000;
const answersToAlarm = 100;
const outcomeExpectedS = 5;

const alarmsSchema = z.looseObject({
  alarms: z.array(z.looseObject({ alarm: z.string(), subject: z.string(), evidence: z.array(z.string()) })),
});
const decisionsSchema = z.looseObject({ decisions: z.array(z.looseObject({ id: z.string() })) });

describe.skipIf(missingForSip !== null)("the silent night, with Kamailio, SIPp and the schedules as they are", () => {
  const stops: (() => unknown)[] = [];
  let sip: SipApp;
  let farEnds: FarEnds<(typeof names)[number]>;
  let port: number;
  /** Whether outcomes get through to the app. */
  let areReported = true;

  beforeAll(async () => {
    farEnds = await openFarEnds(names);
    stops.push(() => farEnds.close());
    sip = await startSipApp({ WATCH_SCHEDULE: "*/15 * * * * *", OUTCOME_EXPECTED_S: String(outcomeExpectedS) });
    stops.push(() => sip.stop());
    const { british, irish, contingency } = farEnds.ports;
    const number = { territory: "IE", shortCode: "112", class: "emergency", routeSet: "ireland" };
    await sip.change(
      putRouteSet("emergency", { "british-psap": british }),
      putRouteSet("ireland", { "irish-psap": irish }),
      putRouteSet("contingency", { "contingency-desk": contingency }),
      { op: "put", kind: "number", item: number },
    );
    const front = await openFront();
    const directory = await mkdtemp(join(tmpdir(), "silent-night-"));
    stops.push(() => rm(directory, { recursive: true }));
    const list = await fetch(`${sip.app.url}/api/v1/config/lists/kamailio?ingress=zoom,teams`);
    await writeFile(join(directory, "numbers"), await list.text());
    const trunks = { ordinary: farEnds.ports.trunk, emergency: farEnds.ports.trunk };
    const kamailio = await runShortRecipe({ addresses: [front, front], directory, trunks, answerWithinS: 10 });
    stops.push(() => kamailio.stop());
    port = kamailio.ports.zoom;
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  beforeEach(() => {
    farEnds.reset();
    areReported = true;
  });

  /** What stands before the app, and can cut outcomes off while calls get through. */
  async function openFront(): Promise<string> {
    const front = createServer(async (request, response) => {
      const isLost = !areReported && request.url?.includes("call-outcomes") === true;
      const body = await text(request);
      const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        ["host", "connection", "content-length"].includes(name) ? [] : [[name, String(value)]],
      );
      const answer = isLost
        ? new Response(null, { status: 502 })
        : await fetch(`${sip.app.url}${request.url}`, { method: request.method ?? "GET", headers, body });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
      response.end(await answer.text());
    }).listen(0, "127.0.0.1");
    await once(front, "listening");
    stops.push(() => front.close());
    return `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  }

  async function dial(called: string): Promise<{ readonly callId: string; readonly isAnswered: boolean }> {
    const callId = `night-${randomUUID()}`;
    const { answers } = await playScenario({
      scenario: "call",
      port,
      callId,
      keys: { called, from: caller, more: "" },
    });
    return { callId, isAnswered: answers.includes("200 OK") };
  }

  const openAlarms = async () => {
    const response = await fetch(`${sip.app.url}/api/v1/watch`);
    if (response.status !== 200) throw new Error(`the watch answers ${response.status}`);
    return alarmsSchema.parse(await response.json()).alarms;
  };
  const decisionsOf = async (callId: string) => {
    const response = await fetch(`${sip.app.url}/api/v1/audit/calls?callId=${callId}`);
    const read = decisionsSchema.safeParse(await response.json());
    return new Set(read.data?.decisions.map(({ id }) => id));
  };
  /** `callId`: waits until the alarm is about this call too, because it may be open by an earlier one whose outcome was late. */
  const untilAlarmed = async (alarm: string, subject: string, callId?: string) => {
    const startedMs = performance.now();
    let slowestAnswerMs = 0;
    const found = await eventually(async () => {
      const askedMs = performance.now();
      const alarms = await openAlarms();
      slowestAnswerMs = Math.max(slowestAnswerMs, performance.now() - askedMs);
      const raised = alarms.find((each) => each.alarm === alarm && each.subject === subject);
      if (raised === undefined) throw new Error(`no alarm ${alarm} ${subject}`);
      if (callId === undefined) return raised;
      const decisions = await decisionsOf(callId);
      if (!raised.evidence.some((id) => decisions.has(id))) throw new Error(`${alarm} ${subject} is of other calls`);
      return raised;
    }, 250);
    expect(performance.now() - startedMs).toBeLessThan(alarmWithinMs + answersToAlarm * slowestAnswerMs);
    return found;
  };
  const readiness = async () => (await fetch(`${sip.app.url}/api/v1/health/ready`)).status;

  it("alarms within a minute when every route of one territory refuses, while all else is well", async () => {
    Object.assign(farEnds.statuses, { irish: refusing, contingency: refusing });
    expect([await dial(ordinary), await dial(calls.british)]).toMatchObject([
      { isAnswered: true },
      { isAnswered: true },
    ]);
    const { callId, isAnswered } = await dial(calls.irish);
    expect(isAnswered).toBe(false);
    expect((await untilAlarmed("emergency-call-failed", callId)).evidence).toHaveLength(2);
    expect(await readiness()).toBe(200);
    await Promise.all([1, 2].map(() => dial(calls.irish)));
    await untilAlarmed("route-failing", "irish-psap");
    expect((await eventually(openAlarms)).filter(({ subject }) => subject === "british-psap")).toEqual([]);
  });

  it("alarms when far ends are silent, and when a call gets through over the contingency route alone", async () => {
    Object.assign(farEnds.statuses, { irish: null, contingency: answering });
    const carried = await dial(calls.irish);
    expect(carried.isAnswered).toBe(true);
    await untilAlarmed("contingency-used", "IE", carried.callId);
    Object.assign(farEnds.statuses, { contingency: null });
    const { callId } = await dial(calls.irish);
    await untilAlarmed("emergency-call-failed", callId);
    expect(await readiness()).toBe(200);
  });

  it("alarms when calls get through, and nobody says so", async () => {
    areReported = false;
    const { callId, isAnswered } = await dial(calls.british);
    expect(isAnswered).toBe(true);
    await untilAlarmed("outcome-missing", "zoom", callId);
    expect(await readiness()).toBe(200);
  });

  it("clears each of these alarms when ten minutes have passed without its cause", async () => {
    const raised = await eventually(openAlarms);
    expect(raised.length).toBeGreaterThanOrEqual(5);
    const client = (name: string) => tableClient(sip.tables, name);
    // A watcher of our own goes on with the app's tables, with a clock that can be moved on.
    const tables = { ...trailThrough(client), watch: client("Watch") };
    const world = watchedTrail(tables, Date.now(), outcomeExpectedS);
    await sip.app.stop();
    // The first run takes up what the app has left. What the third leaves half-done, because a store was slow, the fourth finishes.
    for (const minutes of [1, 2, 12, 13]) {
      world.nowMs = Date.now() + minutes * 60_000;
      await eventually(async () => {
        await world.watch();
        expect((await world.answer()).asOf).toBe(new Date(world.nowMs).toISOString());
      });
    }
    const cleared = raised.map(({ alarm, subject }) => `cleared ${alarm} ${subject}`);
    expect(world.alarms()).toEqual(expect.arrayContaining(cleared));
    expect((await world.answer()).alarms).toEqual([]);
  });
});
