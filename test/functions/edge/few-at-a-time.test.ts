import { expect, it } from "vitest";
import { makeFewAtATime } from "../../../functions/edge/few-at-a-time.ts";

it("runs as many as it may, the others in turn, whether they end well or badly", async () => {
  const few = makeFewAtATime(3);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const handle = few(async (i: number) => {
    begun.push(i);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (i % 5 === 0) throw new Error("fails");
    return { status: i };
  });
  const ended = await Promise.allSettled(Array.from({ length: 24 }, (_, i) => handle(i)));
  expect(most).toBe(3);
  expect(begun).toEqual(Array.from({ length: 24 }, (_, i) => i));
  expect(ended.map(({ status }) => status)).toEqual(begun.map((i) => (i % 5 === 0 ? "rejected" : "fulfilled")));
  expect(await handle(1)).toEqual({ status: 1 });
});
