import { HttpRequest, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { makeGate } from "../../functions/gate.ts";
import { localCaller } from "../../shared/identity/caller.ts";

const request = new HttpRequest({ method: "GET", url: "http://127.0.0.1/" });
const context = new InvocationContext();

describe("what takes much of an instance", () => {
  it("runs alone, and the next may once it is done, well or badly", async () => {
    const gate = makeGate("this instance is simulating for another request");
    let release = (_: Error | null) => {};
    const held = new Promise<Error | null>((resolve) => {
      release = resolve;
    });
    const slow = gate(async () => {
      const error = await held;
      if (error !== null) throw error;
      return {};
    });
    const quick = gate(async () => ({ status: 200 }));
    const running = slow(request, localCaller, context);
    expect(await quick(request, localCaller, context)).toMatchObject({
      status: 503,
      headers: { "retry-after": "10" },
      body: expect.stringContaining("simulating for another request"),
    });
    release(new Error("over"));
    await expect(running).rejects.toThrow("over");
    expect(await quick(request, localCaller, context)).toEqual({ status: 200 });
  });
});
