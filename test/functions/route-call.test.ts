import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, it, vi } from "vitest";
import { readUnsignedBody } from "../../functions/edge/signed-body.ts";
import { makeRouteCall } from "../../functions/route-call.ts";

/** Posts a call to a handler with a fault in its code; answers with how many calls it counted as failed. */
function postToFaulty(body: string) {
  const callFailed = vi.fn();
  const failing = () => {
    throw new Error("a fault in the code");
  };
  const handler = makeRouteCall({
    readSignedBody: readUnsignedBody,
    snapshots: { current: failing },
    audit: { record: async () => "published", close: async () => {} },
    now: failing,
    newId: () => "1",
    instance: "test-1",
    metrics: { decided: () => {}, callFailed },
    suspectedCalls: { add: () => {} },
  });
  const request = new HttpRequest({
    method: "POST",
    url: "http://localhost/api/v1/call-setup",
    body: { string: body },
  });
  return { answer: (async () => handler(request, new InvocationContext()))(), callFailed };
}

it("counts a call that fails, and lets it fail", async () => {
  const { answer, callFailed } = postToFaulty('{"calledParty":"+44999"}');
  await expect(answer).rejects.toThrow("a fault in the code");
  expect(callFailed).toHaveBeenCalledOnce();
});

it("does not count a call that is refused", async () => {
  const { answer, callFailed } = postToFaulty("no JSON");
  expect(await answer).toMatchObject({ status: 400 });
  expect(callFailed).not.toHaveBeenCalled();
});
