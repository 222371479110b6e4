import { HttpRequest, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { makeOneLargeBody } from "../../../functions/edge/one-large-body.ts";
import type { QueryHandler } from "../../../functions/edge/with-query.ts";
import { localCaller } from "../../../shared/identity/caller.ts";

const large = 64 * 1024 + 1;

/** A handler that ends when it is told to. */
function heldHandler() {
  const ends: (() => void)[] = [];
  const handler: QueryHandler = Object.assign(
    async () => {
      await new Promise<void>((resolve) => ends.push(resolve));
      return { status: 200 };
    },
    { queries: [] },
  );
  return { handler, ends };
}

const send = async (handler: QueryHandler, length: number) => {
  const headers = { "content-length": String(length) };
  const request = new HttpRequest({ method: "POST", url: "http://127.0.0.1/api", headers });
  return handler(request, localCaller, new InvocationContext());
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("requests with large bodies", () => {
  it("run one at a time, four wait, and the others are to come again", async () => {
    const { handler, ends } = heldHandler();
    const oneLargeBody = makeOneLargeBody();
    const [changes, imports] = [oneLargeBody(handler), oneLargeBody(handler)];
    const asked = Array.from({ length: 7 }, (_, i) => send(i % 2 === 0 ? changes : imports, large));
    expect(await asked[5]).toMatchObject({ status: 503, headers: { "retry-after": "10" } });
    expect(await asked[6]).toMatchObject({ status: 503 });
    for (let i = 0; i < 5; i++) {
      await turn();
      expect(ends).toHaveLength(i + 1);
      ends[i]?.();
      expect(await asked[i]).toEqual({ status: 200 });
    }
  });

  it("do not keep small ones waiting, and are taken again after one has failed", async () => {
    const { handler, ends } = heldHandler();
    const oneLargeBody = makeOneLargeBody();
    const failing = oneLargeBody(Object.assign(() => Promise.reject(new Error("fails")), { queries: [] }));
    for (let i = 0; i < 9; i++) await expect(send(failing, large)).rejects.toThrow("fails");
    const held = oneLargeBody(handler);
    const [first, small] = [send(held, large), send(held, large - 1)];
    await turn();
    expect(ends).toHaveLength(2);
    for (const end of ends) end();
    expect(await Promise.all([first, small])).toEqual([{ status: 200 }, { status: 200 }]);
  });
});
