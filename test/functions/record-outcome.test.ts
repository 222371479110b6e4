import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, it, vi } from "vitest";
import { readUnsignedBody } from "../../functions/edge/signed-body.ts";
import { makeRecordOutcome } from "../../functions/record-outcome.ts";
import type { AuditEvent, AuditStatus } from "../../shared/audit/audit-event.ts";

const outcome = {
  callId: "call-1",
  decisionId: "decision-1",
  finalStatus: 200,
  routeName: "emergency-a",
  answeredAt: "2026-11-22T12:00:00.000Z",
  attempts: [{ routeName: "emergency-a", status: 200, atMs: 120 }],
};

function setUp(statuses: readonly AuditStatus[] = []) {
  const recorded: AuditEvent[] = [];
  const record = async (event: AuditEvent) => {
    recorded.push(event);
    return statuses[recorded.length - 1] ?? "published";
  };
  const handler = makeRecordOutcome({
    readSignedBody: readUnsignedBody,
    audit: { record },
    now: () => 0,
    instance: "test-1",
    metrics: { callFailed: () => {} },
  });
  const post = async (body: unknown) =>
    handler(
      new HttpRequest({
        method: "POST",
        url: "http://localhost/api/v1/call-outcomes",
        body: { string: typeof body === "string" ? body : JSON.stringify(body) },
      }),
      new InvocationContext(),
    );
  return { recorded, post };
}

it("records a report with members that mean nothing without them, and names at most five of them", async () => {
  const { recorded, post } = setUp();
  const odd = { route: "emergency-a", ["x".repeat(65)]: 1, b: 1, c: 1, d: 1, e: 1 };
  const response = await post({ ...outcome, ...odd });
  expect(response).toMatchObject({
    status: 202,
    jsonBody: { ignored: ["route", `${"x".repeat(64)}…`, "b", "c", "d"] },
  });
  expect(recorded[0]?.data).toMatchObject({ outcome });
  expect(recorded[0]?.data).not.toHaveProperty("outcome.route");
  expect(await post(outcome)).not.toHaveProperty("jsonBody.ignored");
});

it("records an outcome and answers 202 with where the record is", async () => {
  const { recorded, post } = setUp();
  expect(await post(outcome)).toMatchObject({
    status: 202,
    jsonBody: { eventId: recorded[0]?.id, audit: { status: "published" } },
  });
  expect(recorded).toMatchObject([
    { type: "emergency-call.outcome.v1", subject: "call-1", data: { outcome, instance: "test-1" } },
  ]);
});

it("takes a repeated report, in whatever order its fields come, for the same", async () => {
  const { recorded, post } = setUp();
  const first = await post(outcome);
  expect(await post(Object.fromEntries(Object.entries(outcome).reverse()))).toEqual(first);
  expect(recorded).toHaveLength(1);
});

it("records another report of the same call for itself", async () => {
  const { recorded, post } = setUp();
  await post(outcome);
  await post({ ...outcome, endedAt: "2026-11-22T12:05:00.000Z" });
  expect(new Set(recorded.map(({ id }) => id)).size).toBe(2);
});

it("tries again to store a repeated report that came to rest in the log", async () => {
  const { recorded, post } = setUp(["logged", "published"]);
  await post(outcome);
  expect(await post(outcome)).toMatchObject({ jsonBody: { audit: { status: "published" } } });
  expect(recorded).toHaveLength(2);
});

it.each([
  ["not JSON", "{", 400],
  ["nothing", "", 400],
  ["no fields", {}, 400],
  ["a status that is none of SIP", { ...outcome, finalStatus: 42 }, 400],
  ["more than 64 KiB", { ...outcome, routeName: "x".repeat(65_536) }, 413],
])("refuses %s and records nothing", async (_, body, status) => {
  const { recorded, post } = setUp();
  expect(await post(body)).toMatchObject({ status });
  expect(recorded).toEqual([]);
});

it("leaves out what it does not know, and takes null for not given", async () => {
  const { recorded, post } = setUp();
  expect(await post({ callId: "call-1", finalStatus: 486, decisionId: null, colour: "red" })).toMatchObject({
    status: 202,
  });
  expect(recorded).toMatchObject([{ data: { outcome: { callId: "call-1", finalStatus: 486 } } }]);
  expect(JSON.stringify(recorded)).not.toContain("red");
});

it("names every fault at once", async () => {
  const { post } = setUp();
  const answer = await post({ callId: "", finalStatus: 1, attempts: [{ routeName: "a", status: 1, atMs: -1 }] });
  const { errors } = JSON.parse(String((answer as { body: unknown }).body));
  expect(errors.map(({ path }: { path: string }) => path)).toEqual([
    "callId",
    "finalStatus",
    "attempts[0].status",
    "attempts[0].atMs",
  ]);
});

it("counts an outcome that fails, and lets it fail", async () => {
  const callFailed = vi.fn();
  const failing = () => {
    throw new Error("a fault in the code");
  };
  const handler = makeRecordOutcome({
    readSignedBody: failing,
    audit: { record: async () => "published" },
    now: failing,
    instance: "test-1",
    metrics: { callFailed },
  });
  const request = new HttpRequest({ method: "POST", url: "http://localhost/api/v1/call-outcomes" });
  await expect((async () => handler(request, new InvocationContext()))()).rejects.toThrow("a fault in the code");
  expect(callFailed).toHaveBeenCalledOnce();
});
