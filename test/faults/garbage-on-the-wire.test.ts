import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeRandom, type Random } from "../../bench/traffic/random.ts";
import { callUntil, idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { startReadyProgram } from "../support/programs/run-program.ts";
import { type AmqpProxy, startAmqpProxy } from "../support/stores/amqp-proxy.ts";
import { connectAuditSender, startAuditHub } from "../support/stores/audit-hub.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";
import { timeout } from "../support/stores/faulty-stores.ts";
import { spoilBytes } from "../support/stores/spoil-bytes.ts";
import { countTrail, endLeases, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";
import { chainOfCalls } from "../support/trail/trail.ts";

/** `GARBAGE_SEED` repeats a run; `GARBAGE=20` makes it twenty times as long. */
const seed = Number(process.env.GARBAGE_SEED ?? randomInt(2 ** 31));
const times = Number(process.env.GARBAGE ?? "1");

/**
 * Harms each connection once it has come some way. The library waits up to a minute for a spoilt answer to a request of
 * its own, and a reader has no other end: readers are harmed in the long runs alone.
 */
function harmAt(random: Random, proxy: AmqpProxy): void {
  const from = random.below(2_000);
  proxy.harm((piece, sent, isReader) =>
    sent + piece.length > from && (times > 1 || !isReader) ? spoilBytes(random, piece) : [piece],
  );
}

describe(`garbage from Event Hubs (GARBAGE_SEED=${seed})`, () => {
  it("costs a producer its connection and nothing else, at whatever point it comes", {
    timeout: timeout * times,
  }, async () => {
    const hub = await startAuditHub();
    const [event] = chainOfCalls(1, new Date().toISOString());
    if (event === undefined) throw new Error("there is no event");
    const harmProducer = async (random: Random): Promise<void> => {
      const proxy = await startAmqpProxy(hub);
      const sender = await connectAuditSender(proxy);
      for (let time = 0; time < 20 * times; time += 1) {
        harmAt(random, proxy);
        for (let send = 0; send < 2; send += 1) await sender.send("chain", [event], 100).catch(() => undefined);
      }
      proxy.harm(null);
      await eventually(() => sender.send("chain", [event], 2_000));
      await eventually(() => expect(proxy.open()).toBe(1));
    };
    // Most of the time is waiting for answers that do not come: five wait at once.
    await Promise.all([0, 1, 2, 3, 4].map((producer) => harmProducer(makeRandom(seed + producer))));
  });

  it("leaves the app running, every call answered, and every event in the trail once", { timeout }, async () => {
    const random = makeRandom(seed);
    const tables = await startConfiguredTables();
    const hub = await startAuditHub();
    const proxy = await startAmqpProxy(hub);
    const app = await startReadyProgram({
      TABLES_CONNECTION: tables.connectionString,
      EVENT_HUBS_CONNECTION: proxy.connectionString,
      AUDIT_PUBLISH_BUDGET_MS: "100",
      AUDIT_DRAIN_SCHEDULE: "* * * * * *",
    });
    const before = Object.fromEntries(
      Array.from({ length: 12 }, (_, round) => [
        50 + round * 20,
        async () => (round % 3 === 2 ? proxy.harm(null) : harmAt(random, proxy)),
      ]),
    );
    const made = await makeCalls(app.url, 400, { before });
    proxy.harm(null);
    expect(made.unanswered).toBe(0);
    const answered = [...made.answered, ...(await callUntil(app.url, { status: "published" }))];
    const ids = idsAnswered(answered, "published", "queued");
    expect(ids).toHaveLength(answered.length);
    const stage = { app, tables, hub };
    await endLeases(tables);
    await untilProjected(stage);
    expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
    expect(await verify(stage)).toMatchObject({ complete: true, intact: true });
    app.signal("SIGTERM");
    expect(await app.exit).toBe(0);
  });
});
