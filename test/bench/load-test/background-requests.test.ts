import { expect, it, vi } from "vitest";
import { repeatRequests } from "../../../bench/load-test/background-requests.ts";
import { eventually } from "../../support/eventually.ts";

it("repeats each request, never twice at once, and keeps the faults", async () => {
  let underWay = 0;
  let most = 0;
  const slow = async (): Promise<void> => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 10));
    underWay--;
  };
  const failing = vi.fn(async () => {
    throw new Error("503");
  });
  const requests = repeatRequests([
    { kind: "slow", everyMs: 1, send: slow },
    { kind: "failing", everyMs: 1, send: failing },
  ]);
  await eventually(() => expect(failing.mock.calls.length).toBeGreaterThan(3));
  const done = await requests.end();
  expect(most).toBe(1);
  expect(underWay).toBe(0);
  expect(done.filter(({ kind }) => kind === "slow").every(({ fault }) => fault === null)).toBe(true);
  expect(done.filter(({ kind }) => kind === "failing").map(({ fault }) => fault)).toEqual(
    failing.mock.calls.map(() => "Error: 503"),
  );
});

it("ends at once when nothing is under way", async () => {
  const send = vi.fn(async () => {});
  expect(await repeatRequests([{ kind: "rare", everyMs: 3_600_000, send }]).end()).toEqual([]);
  expect(send).not.toHaveBeenCalled();
});
