import { expect, it, vi } from "vitest";
import { runErrands } from "../../bench/load/side-traffic.ts";

it("runs each errand again and again, never twice at once, and keeps what went wrong", async () => {
  let underWay = 0;
  let most = 0;
  const slow = async (): Promise<void> => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 10));
    underWay--;
  };
  const asked = vi.fn(async () => {
    throw new Error("503");
  });
  const errands = runErrands([
    { kind: "slow", everyMs: 1, ask: slow },
    { kind: "failing", everyMs: 1, ask: asked },
  ]);
  await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(3));
  const done = await errands.end();
  expect(most).toBe(1);
  expect(underWay).toBe(0);
  expect(done.filter(({ kind }) => kind === "slow").every(({ fault }) => fault === null)).toBe(true);
  expect(done.filter(({ kind }) => kind === "failing").map(({ fault }) => fault)).toEqual(
    asked.mock.calls.map(() => "Error: 503"),
  );
});

it("ends at once while nothing is under way", async () => {
  const ask = vi.fn(async () => {});
  expect(await runErrands([{ kind: "rare", everyMs: 3_600_000, ask }]).end()).toEqual([]);
  expect(ask).not.toHaveBeenCalled();
});
