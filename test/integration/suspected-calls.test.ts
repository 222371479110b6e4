import { describe, expect, it } from "vitest";
import { startAppWithHub } from "../support/app/app-with-hub.ts";
import type { RunningApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { never } from "../support/never.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";

/** As many in a second as no telephone network has. */
const flood = 500;
const suspected = { calledParty: "118", territory: "GB" };

/** Posts all calls at once, spread over a second; the answers. */
const callMany = (app: RunningApp) =>
  Promise.all(
    Array.from({ length: flood }, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, (i * 1_000) / flood));
      return app.call({ ...suspected, callId: `call-${i}` });
    }),
  );

const idsOf = (answers: Awaited<ReturnType<typeof callMany>>): readonly string[] =>
  answers.map(({ decisionId }) => decisionId);

const linesAbout = (app: RunningApp) =>
  app
    .logged()
    .filter(({ message }) => message.includes("may have been emergencies") || message.includes("audit event"));

describe("a call that may have been an emergency", () => {
  it("is recorded as an emergency is, and found by its flag", async () => {
    const { app, ask } = await startAppWithHub(await startConfiguredTables());
    const answer = await app.call(suspected);
    expect(answer).toMatchObject({
      class: "ordinary",
      action: "continue",
      flags: expect.arrayContaining(["suspected"]),
      audit: { eventId: answer.decisionId, status: "published" },
    });
    const [from, to] = [-3_600_000, 3_600_000].map((byMs) => new Date(Date.now() + byMs).toISOString());
    for (const query of ["flag=suspected", "class=ordinary"])
      await eventually(async () => {
        const { body } = await ask(`/audit/events?from=${from}&to=${to}&${query}`);
        expect(body.events).toMatchObject([{ id: answer.decisionId, data: { request: suspected, chain: {} } }]);
      });
    const { body } = await ask(`/audit/verification?from=${from}&to=${to}`);
    expect(body).toMatchObject({ intact: true });
    expect((await ask(`/audit/events?from=${from}&to=${to}&flag=unaccepted-spelling`)).status).toBe(200);
  });
});

describe("five hundred of them in a second", () => {
  // A try of the client to send takes two seconds at most: on a machine so busy that it takes longer, all is tried again.
  it("are all published, each once, in few sends and with no line of log for a call", { retry: 3 }, async () => {
    const { app, hub } = await startAppWithHub(await startConfiguredTables());
    const received = readAuditHub(hub);
    const answers = await callMany(app);
    expect(new Set(answers.map(({ audit }) => audit.status))).toEqual(new Set(["published"]));
    const ids = idsOf(answers);
    const events = await waitForEvents(received, ids);
    expect(events.filter(({ body }) => ids.includes(body.id))).toHaveLength(flood);
    expect(hub.sends()).toBeLessThan(flood);
    expect(linesAbout(app)).toEqual([]);
  });

  it("are all in the outbox while Event Hubs does not answer, and emergencies besides", async () => {
    const tables = await startConfiguredTables();
    const { app, hub } = await startAppWithHub(tables, {
      AUDIT_PUBLISH_BUDGET_MS: "200",
      AUDIT_OUTBOX_BUDGET_MS: "20000",
      AUDIT_DRAIN_SCHEDULE: never,
    });
    await hub.inject({ kind: "silent" });
    const [answers, emergency] = await Promise.all([
      callMany(app),
      app.call({ calledParty: "+44999", territory: "GB", callId: "emergency" }),
    ]);
    expect(new Set([...answers, emergency].map(({ audit }) => audit.status))).toEqual(new Set(["queued"]));
    const received = readAuditHub(hub);
    await hub.inject({ kind: "none" });
    await eventually(async () => {
      await app.trigger("drain-outbox");
      const sent = new Set(received.map(({ messageId }) => messageId));
      expect([...idsOf(answers), emergency.decisionId].filter((id) => !sent.has(id))).toEqual([]);
    });
    expect(linesAbout(app).filter(({ level }) => level === "error")).toEqual([]);
  });
});
