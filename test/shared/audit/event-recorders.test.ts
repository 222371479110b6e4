import { expect, it } from "vitest";
import { type AuditEvent, type AuditStatus, auditEvent } from "../../../shared/audit/audit-event.ts";
import { makeEventRecorders } from "../../../shared/audit/event-recorders.ts";

const event = (id: string): AuditEvent =>
  auditEvent({ id, type: "emergency-config.changed.v1", subject: "", at: "2026-11-28T12:00:00.000Z", data: {} });

function setUp() {
  const [entered, trail]: [string[], Set<string>] = [[], new Set()];
  const world: { status: AuditStatus } = { status: "queued" };
  const startInstance = () =>
    makeEventRecorders({
      record: async ({ id }) => {
        if (world.status !== "logged") entered.push(id);
        return world.status;
      },
      isRecorded: async ({ id }) => trail.has(id),
    });
  return { entered, trail, world, startInstance };
}

it("an event enters a chain once, while it is on its way and when another instance finds it in the trail", async () => {
  const { entered, trail, startInstance } = setUp();
  const { record, recordOnce } = startInstance();
  expect(await record(event("a"))).toBe("queued");
  expect(await recordOnce(event("a"))).toBe("queued");
  trail.add("a");
  expect(await startInstance().recordOnce(event("a"))).toBe("published");
  expect(entered).toEqual(["a"]);
});

it("an event that is only in the log is recorded again", async () => {
  const { entered, world, startInstance } = setUp();
  const { recordOnce } = startInstance();
  world.status = "logged";
  expect(await recordOnce(event("a"))).toBe("logged");
  world.status = "published";
  expect(await recordOnce(event("a"))).toBe("published");
  expect(entered).toEqual(["a"]);
});

it("remembers a thousand events, not all that ever were", async () => {
  const { entered, startInstance } = setUp();
  const { recordOnce } = startInstance();
  for (let i = 0; i <= 1_000; i++) await recordOnce(event(`${i}`));
  await recordOnce(event("1"));
  expect(entered).toHaveLength(1_001);
  await recordOnce(event("0"));
  expect(entered).toHaveLength(1_002);
});
