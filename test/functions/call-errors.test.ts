import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, it, vi } from "vitest";
import { readUnsignedBody } from "../../functions/edge/signed-body.ts";
import { makeRecordOutcome } from "../../functions/record-outcome.ts";
import { makeRouteCall } from "../../functions/route-call.ts";

const failing = () => {
  throw new Error("a fault in the code");
};
const dependencies = { now: failing, newId: () => "1", instance: "test-1" };
const audit = { record: async () => "published" as const, close: async () => {} };

const post = (body: string) =>
  new HttpRequest({ method: "POST", url: "http://localhost/api/v1/call-setup", body: { string: body } });

it.each([
  [
    "a call",
    (callFailed: () => void) =>
      makeRouteCall({
        ...dependencies,
        readSignedBody: readUnsignedBody,
        snapshots: { current: failing },
        audit,
        metrics: { decided: () => {}, callFailed },
      }),
    '{"calledParty":"+44999"}',
  ],
  [
    "an outcome",
    (callFailed: () => void) =>
      makeRecordOutcome({ ...dependencies, readSignedBody: failing, audit, metrics: { callFailed } }),
    "{}",
  ],
] as const)("counts %s that fails, and lets it fail", async (_, make, body) => {
  const callFailed = vi.fn();
  await expect(make(callFailed)(post(body), new InvocationContext())).rejects.toThrow("a fault in the code");
  expect(callFailed).toHaveBeenCalledOnce();
});

it("does not count a call that is refused", async () => {
  const callFailed = vi.fn();
  const handler = makeRouteCall({
    ...dependencies,
    readSignedBody: readUnsignedBody,
    snapshots: { current: failing },
    audit,
    metrics: { decided: () => {}, callFailed },
  });
  expect(await handler(post("no JSON"), new InvocationContext())).toMatchObject({ status: 400 });
  expect(callFailed).not.toHaveBeenCalled();
});
