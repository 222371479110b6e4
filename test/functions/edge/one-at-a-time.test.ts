import { describe, expect, it } from "vitest";
import { makeOneAtATime } from "../../../functions/edge/one-at-a-time.ts";

describe("one request at a time", () => {
  it("runs, and the next may once it ended, well or badly", async () => {
    const oneAtATime = makeOneAtATime("this instance is simulating for another request");
    let release = (_: Error | null) => {};
    const held = new Promise<Error | null>((resolve) => {
      release = resolve;
    });
    const slow = oneAtATime(async () => {
      const error = await held;
      if (error !== null) throw error;
      return {};
    });
    const quick = oneAtATime(async () => ({ status: 200 }));
    const running = slow();
    expect(await quick()).toMatchObject({
      status: 503,
      headers: { "retry-after": "10" },
      body: expect.stringContaining("simulating for another request"),
    });
    release(new Error("over"));
    await expect(running).rejects.toThrow("over");
    expect(await quick()).toEqual({ status: 200 });
  });
});
