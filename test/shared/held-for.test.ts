import { expect, it } from "vitest";
import { heldFor } from "../../shared/held-for.ts";

/** A question that counts how often it is asked, with a clock set by hand. */
function setUp(outcome: (times: number) => Promise<number>) {
  let atMs = 0;
  let asked = 0;
  const ask = heldFor(
    1_000,
    () => atMs,
    () => outcome(++asked),
  );
  const wait = (ms: number) => {
    atMs += ms;
  };
  return { ask, asked: () => asked, wait };
}

it("asks once for all who ask at once, and again when the answer is old", async () => {
  const { ask, asked, wait } = setUp(async (times) => times);
  expect(new Set(await Promise.all(Array.from({ length: 300 }, ask)))).toEqual(new Set([1]));
  wait(999);
  expect(await ask()).toBe(1);
  wait(1);
  expect(await ask()).toBe(2);
  expect(asked()).toBe(2);
});

it("holds a failure as long, and no longer", async () => {
  const { ask, wait } = setUp(async (times) => {
    if (times === 1) throw new Error("down");
    return times;
  });
  await expect(ask()).rejects.toThrow("down");
  await expect(ask()).rejects.toThrow("down");
  wait(1_000);
  expect(await ask()).toBe(2);
});
