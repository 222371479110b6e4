import rhea from "rhea";
import { describe, expect, it } from "vitest";
import type { Fault } from "./start-event-hubs.ts";
import {
  bodies,
  connectConsumer,
  connectProducer,
  eventually,
  ONE_ATTEMPT,
  read,
  rejectionOf,
  startStandIn,
} from "./support/clients.ts";
import { connectTrustedRaw } from "./support/raw-client.ts";

/** For an attempt that is to time out. */
const IMPATIENT = { ...ONE_ATTEMPT, timeoutInMs: 1000 };
/** For one that is to succeed, however busy the machine is. */
const PATIENT = { ...ONE_ATTEMPT, timeoutInMs: 60_000 };
const RETRYING = { ...ONE_ATTEMPT, timeoutInMs: 5_000, maxRetries: 2 };

/** What a hub holds when the client has given up on "lost" under the fault and has then sent "next" without it. */
async function sendUnder(fault: Fault) {
  const standIn = await startStandIn();
  const patient = connectProducer(standIn.connectionString, PATIENT);
  await patient.sendBatch([{ body: "before" }]);
  const impatient = connectProducer(standIn.connectionString, IMPATIENT);
  // Connects, and sends nothing.
  await eventually(() => impatient.createBatch());
  await standIn.inject(fault);
  const error = await rejectionOf(impatient.sendBatch([{ body: "lost" }]));
  await standIn.inject({ kind: "none" });
  await patient.sendBatch([{ body: "next" }]);
  const { events } = read(connectConsumer(standIn.connectionString));
  await eventually(() => expect(bodies(events)).toContain("next"));
  return { error, stored: bodies(events), sends: standIn.sends() };
}

describe("a fault", () => {
  it("busy is an error at once and stores nothing", async () => {
    const { error, stored, sends } = await sendUnder({ kind: "busy" });
    expect(error).toMatchObject({ code: "ServerBusyError", retryable: true });
    expect(stored).toEqual(["before", "next"]);
    expect(sends).toBe(3);
  });

  it("silent is a timeout and stores nothing", async () => {
    const { error, stored } = await sendUnder({ kind: "silent" });
    expect(error.message).toMatch(/timeout/);
    expect(stored).toEqual(["before", "next"]);
  });

  it("cut fails the send and stores nothing", async () => {
    const { stored } = await sendUnder({ kind: "cut" });
    expect(stored).toEqual(["before", "next"]);
  });

  it("lost-answer fails the send and stores the event", async () => {
    const { stored } = await sendUnder({ kind: "lost-answer" });
    expect(stored).toEqual(["before", "lost", "next"]);
  });

  it("down fails the send and stores nothing", async () => {
    const { stored, sends } = await sendUnder({ kind: "down" });
    expect(stored).toEqual(["before", "next"]);
    expect(sends).toBe(2);
  });

  it("down refuses new connections", async () => {
    const standIn = await startStandIn();
    await standIn.inject({ kind: "down" });
    const error = await rejectionOf(connectProducer(standIn.connectionString).sendBatch([{ body: 1 }]));
    expect(error.message).toContain("ECONNREFUSED");
  });

  it.each<{ fault: Fault; stored: string[] }>([
    { fault: { kind: "busy" }, stored: ["event"] },
    { fault: { kind: "cut" }, stored: ["event"] },
    { fault: { kind: "lost-answer" }, stored: ["event", "event"] },
  ])("$fault.kind that happens once is got over by the client's own retry", async ({ fault, stored }) => {
    const standIn = await startStandIn();
    const producer = connectProducer(standIn.connectionString, RETRYING);
    await standIn.inject(fault, { times: 1 });
    await producer.sendBatch([{ body: "event" }]);
    const { events } = read(connectConsumer(standIn.connectionString));
    await eventually(() => expect(bodies(events)).toEqual(stored));
  });

  it("ends after the given number of sends", async () => {
    const standIn = await startStandIn();
    const producer = connectProducer(standIn.connectionString);
    await standIn.inject({ kind: "busy" }, { times: 2 });
    await rejectionOf(producer.sendBatch([{ body: 1 }]));
    await rejectionOf(producer.sendBatch([{ body: 2 }]));
    await producer.sendBatch([{ body: 3 }]);
    const { events } = read(connectConsumer(standIn.connectionString));
    await eventually(() => expect(bodies(events)).toEqual([3]));
  });

  it("cut costs all sends of the connection that are on their way, and none is stored twice", async () => {
    const standIn = await startStandIn();
    const producer = connectProducer(standIn.connectionString, PATIENT);
    await producer.sendBatch([{ body: "before" }]);
    await standIn.inject({ kind: "cut" }, { times: 1 });
    const outcomes = await Promise.allSettled([1, 2, 3].map((body) => producer.sendBatch([{ body }])));
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    await producer.sendBatch([{ body: "next" }]);
    const { events } = read(connectConsumer(standIn.connectionString));
    await eventually(() => expect(bodies(events)).toEqual(["before", "next"]));
  });

  it("silent ends on time when the caller aborts, and the next send is stored", async () => {
    const standIn = await startStandIn();
    const producer = connectProducer(standIn.connectionString);
    await producer.sendBatch([{ body: "before" }]);
    await standIn.inject({ kind: "silent" }, { times: 1 });
    const error = await rejectionOf(producer.sendBatch([{ body: "lost" }], { abortSignal: AbortSignal.timeout(50) }));
    expect(error.name).toBe("AbortError");
    await producer.sendBatch([{ body: "next" }]);
    const { events } = read(connectConsumer(standIn.connectionString));
    await eventually(() => expect(bodies(events)).toEqual(["before", "next"]));
  });

  it("silent leaves the link as good as new", async () => {
    const standIn = await startStandIn();
    const connection = await connectTrustedRaw(standIn.port);
    await standIn.inject({ kind: "silent" }, { times: 1 });
    const encoded = rhea.message.encode({ body: "event" });
    const sender = connection.open_sender("audit");
    let accepted = 0;
    sender.on("accepted", () => {
      accepted += 1;
    });
    for (let sent = 0; sent < 3000; sent += 1) sender.send(encoded, undefined, 0);
    await eventually(() => expect(accepted).toBe(2999));
  });

  it("down disconnects readers, which go on where they were when it is over", async () => {
    const standIn = await startStandIn();
    const producer = connectProducer(standIn.connectionString, RETRYING);
    // The genuine client looks for a lost connection only when nothing has come for this long.
    const { events } = read(connectConsumer(standIn.connectionString), { maxWaitTimeInSeconds: 1 });
    await producer.sendBatch([{ body: "before" }]);
    await eventually(() => expect(bodies(events)).toEqual(["before"]));
    await standIn.inject({ kind: "down" });
    await standIn.inject({ kind: "none" });
    await producer.sendBatch([{ body: "after" }]);
    await eventually(() => expect(bodies(events)).toEqual(["before", "after"]));
  });
});
