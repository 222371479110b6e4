import { describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { eventHash, makeHashChain } from "../../../../shared/audit/hash-chain.ts";
import { makeCircuitBreaker } from "../../../../shared/audit/publish/circuit-breaker.ts";
import { type HubPublisher, makeHubPublisher } from "../../../../shared/audit/publish/hub-publisher.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import type { EventHubsStandIn, Fault } from "../../../../tools/event-hubs/start-event-hubs.ts";
import { eventually } from "../../../support/eventually.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { connectAuditSender, readAuditHub, startAuditHub, waitForEvents } from "../../../support/stores/audit-hub.ts";
import { exampleEvent } from "../../../support/trail/audit-events.ts";

/** Long enough for a busy machine: what is to be confirmed is confirmed within it. */
const patientMs = 10_000;
const quickMs = 500;

/** A publisher on the genuine producer and a hub of its own. `clock` is the breaker's, which stands still. */
async function setUp(sendDeadlineMs = patientMs) {
  const hub = await startAuditHub();
  const clock = { nowMs: 0 };
  const breaker = makeCircuitBreaker({
    clock: () => clock.nowMs,
    firstProbeAfterMs: 100,
    longestProbeIntervalMs: 1_000,
  });
  const log = recordingLog();
  const sender = await connectAuditSender(hub);
  const publisher = makeHubPublisher({ sender, chainId: "chain-1", breaker, log, sendDeadlineMs });
  const chain = makeHashChain("chain-1");
  const nextEvent = (request?: unknown): ChainedEvent => chain.append(exampleEvent(request));
  return { hub, clock, breaker, log, sender, publisher, nextEvent };
}

type World = Awaited<ReturnType<typeof setUp>>;

const idsOf = (events: readonly ChainedEvent[]): readonly string[] => events.map(({ id }) => id);

async function publishAll(publisher: HubPublisher, events: readonly ChainedEvent[], budgetMs: number) {
  const outcomes = await Promise.allSettled(events.map((event) => publisher.publish(event, budgetMs)));
  return outcomes.map((outcome) => (outcome.status === "fulfilled" ? "confirmed" : String(outcome.reason)));
}

/** Publishes new events, each after the breaker's interval, until one is confirmed, and returns that. */
function publishUntilConfirmed({ publisher, clock, nextEvent }: World): Promise<ChainedEvent> {
  const attempt = async () => {
    clock.nowMs += 1_000;
    const event = nextEvent();
    await publisher.publish(event, patientMs);
    return event;
  };
  return eventually(attempt);
}

/** Over a link that is open: while it opens, an event that is late is left out of the send, which then succeeds with nothing. */
async function failOnce({ hub, publisher, nextEvent }: World, fault: Fault): Promise<ChainedEvent> {
  await publisher.warm(patientMs);
  await hub.inject(fault);
  const event = nextEvent();
  await expect(publisher.publish(event, quickMs)).rejects.toBeInstanceOf(DependencyError);
  return event;
}

describe("a confirmed event", () => {
  it("is in the hub with its id, its chain as partition key and its content type", async () => {
    const { hub, publisher, nextEvent } = await setUp();
    const event = nextEvent();
    await publisher.publish(event, patientMs);
    const [received] = await waitForEvents(readAuditHub(hub), [event.id]);
    expect(received).toMatchObject({
      messageId: event.id,
      partitionKey: "chain-1",
      contentType: "application/cloudevents+json; charset=utf-8",
      body: event,
    });
  });

  it("proves its hash when it is read back, whatever the request held", async () => {
    const { hub, publisher, nextEvent } = await setUp();
    const event = nextEvent({
      calledParty: "+44999",
      odd: ["\u0000\ud800😀", 1e21, -0, 5e-324, null, { "": "\u2028" }],
    });
    await publisher.publish(event, patientMs);
    const [received] = await waitForEvents(readAuditHub(hub), [event.id]);
    const { chain, ...data } = received?.body.data ?? {};
    const { hash, ...place } = chain;
    expect(eventHash({ ...received?.body, data: { ...data, chain: place } })).toBe(hash);
  });

  it("keeps its place in the chain's order", async () => {
    const { hub, publisher, nextEvent } = await setUp();
    const events = Array.from({ length: 30 }, () => nextEvent());
    for (let i = 0; i < events.length; i += 10) await publishAll(publisher, events.slice(i, i + 10), patientMs);
    const received = await waitForEvents(readAuditHub(hub), idsOf(events));
    expect(received.map(({ messageId }) => messageId)).toEqual(idsOf(events));
  });
});

describe("many events at a time", () => {
  it("go in a few sends, each event once", async () => {
    const { hub, publisher, nextEvent } = await setUp();
    const events = Array.from({ length: 200 }, () => nextEvent());
    expect(new Set(await publishAll(publisher, events, patientMs))).toEqual(new Set(["confirmed"]));
    expect(hub.sends()).toBeLessThanOrEqual(3);
    const received = await waitForEvents(readAuditHub(hub), idsOf(events));
    expect(received).toHaveLength(200);
  });

  it("go in as many batches as they need when one cannot hold them", async () => {
    const { hub, publisher, nextEvent } = await setUp();
    const events = Array.from({ length: 5 }, () => nextEvent({ calledParty: "+44999", padding: "x".repeat(400_000) }));
    expect(new Set(await publishAll(publisher, events, patientMs))).toEqual(new Set(["confirmed"]));
    expect(hub.sends()).toBe(3);
  });

  it("are confirmed but for one that is larger than the hub takes", async () => {
    const { publisher, breaker, nextEvent } = await setUp();
    const tooLarge = nextEvent({ calledParty: "+44999", padding: "x".repeat(1_100_000) });
    expect(await publishAll(publisher, [nextEvent(), tooLarge, nextEvent()], patientMs)).toEqual([
      "confirmed",
      expect.stringContaining("larger than Event Hubs takes"),
      "confirmed",
    ]);
    expect(breaker.isOpen()).toBe(false);
  });
});

const faults: readonly Exclude<Fault["kind"], "refused">[] = ["cut", "busy", "silent", "lost-answer", "down"];

describe.each(faults)("while the hub is at fault (%s)", (kind) => {
  it("everything waiting is released, the next calls do not wait, and it recovers", async () => {
    const world = await setUp(1_000);
    const { hub, publisher, breaker, nextEvent } = world;
    const before = nextEvent();
    // To connect may take a busy machine longer than an attempt has.
    await publisher.warm(patientMs);
    await publisher.publish(before, patientMs);

    await hub.inject({ kind });
    const lost = [nextEvent(), nextEvent(), nextEvent()];
    expect(await publishAll(publisher, lost, quickMs)).toEqual(
      lost.map(() => expect.stringMatching(/^DependencyError: publish an audit event failed/)),
    );
    expect(breaker.isOpen()).toBe(true);
    expect(await publishAll(publisher, [nextEvent(), nextEvent()], patientMs)).toEqual(
      [1, 2].map(() => expect.stringContaining("known to be down")),
    );

    await hub.inject({ kind: "none" });
    const after = await publishUntilConfirmed(world);
    expect(breaker.isOpen()).toBe(false);
    await waitForEvents(readAuditHub(hub), [before.id, after.id]);
  });
});

/** Waits until the send that is in flight has come to its end: then, and not before, the next probe is let through. */
const sendHasEnded = ({ log }: World, times: number) =>
  eventually(() => expect(log.lines.filter(({ level }) => level === "warn")).toHaveLength(times));

describe("while the breaker is open", () => {
  it("sends one probe at a time, however many calls come", async () => {
    const world = await setUp(600);
    const { hub, clock, publisher, nextEvent } = world;
    await failOnce(world, { kind: "silent" });
    await sendHasEnded(world, 1);
    const sendsBefore = hub.sends();
    clock.nowMs = 10_000;
    await publishAll(
      publisher,
      Array.from({ length: 20 }, () => nextEvent()),
      patientMs,
    );
    await eventually(() => expect(hub.sends()).toBe(sendsBefore + 1));
    await publishAll(
      publisher,
      Array.from({ length: 20 }, () => nextEvent()),
      patientMs,
    );
    expect(hub.sends()).toBe(sendsBefore + 1);
  });

  it("stores the probe's event when the hub is back, and closes without another call's waiting", async () => {
    const world = await setUp();
    const { hub, clock, breaker, publisher, nextEvent } = world;
    await failOnce(world, { kind: "busy" });
    await sendHasEnded(world, 1);
    await hub.inject({ kind: "none" });
    clock.nowMs = 10_000;
    const probe = nextEvent();
    await expect(publisher.publish(probe, patientMs)).rejects.toThrow("known to be down");
    await eventually(() => expect(breaker.isOpen()).toBe(false));
    await waitForEvents(readAuditHub(hub), [probe.id]);
  });

  it("closes when a send that came too late for its call succeeds after all", async () => {
    const world = await setUp();
    const { hub, breaker, publisher, nextEvent } = world;
    await publisher.publish(nextEvent(), patientMs);
    await hub.inject({ kind: "busy" }, { times: 1 });
    const event = nextEvent();
    await expect(publisher.publish(event, 1)).rejects.toThrow("not confirmed within 1 ms");
    await eventually(() => expect(breaker.isOpen()).toBe(false));
    await waitForEvents(readAuditHub(hub), [event.id]);
  });
});

describe("a publisher", () => {
  it("is warm once the link is open, with nothing sent", async () => {
    const { hub, breaker, publisher } = await setUp();
    await publisher.warm(patientMs);
    expect([breaker.isOpen(), hub.sends()]).toEqual([false, 0]);
  });

  it("starts without the hub, says so, and does not let the first call wait", async () => {
    const { hub, log, publisher, nextEvent } = await setUp();
    await hub.inject({ kind: "down" });
    await publisher.warm(quickMs);
    expect(log.lines).toEqual([
      expect.objectContaining({ level: "warn", message: "Event Hubs could not be reached at start" }),
    ]);
    await expect(publisher.publish(nextEvent(), patientMs)).rejects.toThrow("known to be down");
  });

  it.each<[string, (hub: EventHubsStandIn) => Promise<void>]>([
    ["the hub is down", (hub) => hub.inject({ kind: "down" })],
    ["the hub is silent", (hub) => hub.inject({ kind: "silent" })],
    ["all is well", async () => {}],
  ])("closes while %s", async (_, injure) => {
    const world = await setUp();
    const { hub, sender, publisher, nextEvent } = world;
    await publisher.publish(nextEvent(), patientMs);
    await injure(hub);
    const underWay = publisher.publish(nextEvent(), quickMs).catch(() => undefined);
    await sender.close();
    await underWay;
  });

  it("names no event's content in the log", async () => {
    const world = await setUp();
    await failOnce(world, { kind: "busy" });
    await sendHasEnded(world, 1);
    expect(JSON.stringify(world.log.lines)).not.toContain("+44999");
  });
});
