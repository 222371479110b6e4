import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, it, vi } from "vitest";
import { readUnsignedBody } from "../../functions/edge/signed-body.ts";
import { makeRecordOutcomeHandler } from "../../functions/record-outcome.ts";
import { makeRouteCallHandler } from "../../functions/route-call.ts";

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
    (onFailed: () => void) =>
      makeRouteCallHandler({
        ...dependencies,
        readBody: readUnsignedBody,
        snapshots: { current: failing },
        audit,
        onFailed,
      }),
    '{"calledParty":"+44999"}',
  ],
  [
    "an outcome",
    (onFailed: () => void) => makeRecordOutcomeHandler({ ...dependencies, readBody: failing, audit, onFailed }),
    "{}",
  ],
] as const)("counts %s that fails, and lets it fail", async (_, make, body) => {
  const onFailed = vi.fn();
  await expect(make(onFailed)(post(body), new InvocationContext())).rejects.toThrow("a fault in the code");
  expect(onFailed).toHaveBeenCalledOnce();
});

it("does not count a call that is refused", async () => {
  const onFailed = vi.fn();
  const handler = makeRouteCallHandler({
    ...dependencies,
    readBody: readUnsignedBody,
    snapshots: { current: failing },
    audit,
    onFailed,
  });
  expect(await handler(post("no JSON"), new InvocationContext())).toMatchObject({ status: 400 });
  expect(onFailed).not.toHaveBeenCalled();
});
