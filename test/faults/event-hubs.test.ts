import { describe, expect, it } from "vitest";
import type { Fault } from "../../tools/event-hubs/start-event-hubs.ts";
import { callUntil, idsAnswered, makeCalls, slowestMs } from "../support/app/make-calls.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";
import {
  answeredWithinMs,
  runOnFaultyStores,
  startFaultyStores,
  timeout,
  traffic,
} from "../support/stores/faulty-stores.ts";
import { countTrail, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";

const faults: readonly Exclude<Fault["kind"], "refused">[] = ["down", "cut", "busy", "silent", "lost-answer"];

describe.each(faults)("Calls, during most of which Event Hubs is at fault (%s),", (kind) => {
  it("are answered in time, and every event is in the trail once, in an unbroken chain", { timeout }, async () => {
    const stage = await runOnFaultyStores(await startFaultyStores());
    const { app, hub } = stage;
    const made = await makeCalls(app.url, traffic.calls, {
      before: {
        [traffic.faultFrom]: () => hub.inject({ kind }),
        [traffic.faultUntil]: () => hub.inject({ kind: "none" }),
      },
    });
    expect(made.unanswered).toBe(0);
    const answered = [...made.answered, ...(await callUntil(app.url, { status: "published" }))];
    expect(slowestMs(answered)).toBeLessThan(answeredWithinMs);
    expect(idsAnswered(answered, "queued").length).toBeGreaterThanOrEqual(traffic.calls / 2);
    const ids = idsAnswered(answered, "published", "queued");
    expect(ids).toHaveLength(answered.length);

    await untilProjected(stage);
    expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
    // The chain's first event is one more.
    expect(await verify(stage)).toMatchObject({
      complete: true,
      intact: true,
      chains: [{ events: ids.length + 1, firstSequence: 1, lastSequence: ids.length + 1, gaps: [], duplicates: [] }],
    });

    const sent = (await waitForEvents(readAuditHub(hub), ids)).map(({ messageId }) => messageId);
    if (kind === "lost-answer") expect(sent.length).toBeGreaterThan(new Set(sent).size);
  });
});
