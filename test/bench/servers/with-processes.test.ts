import { expect, it } from "vitest";
import { type Keep, withProcesses } from "../../../bench/servers/with-processes.ts";

const startTwo = (keep: Keep, stopped: string[]): void => {
  for (const name of ["first", "second"]) keep({ stop: async () => void stopped.push(name) });
};

it("stops what was kept at the end, the latest first", async () => {
  const stopped: string[] = [];
  const result = await withProcesses(async (keep) => {
    startTwo(keep, stopped);
    return [...stopped];
  });
  expect(result).toEqual([]);
  expect(stopped).toEqual(["second", "first"]);
});

it("stops what was kept when the work fails", async () => {
  const stopped: string[] = [];
  const work = withProcesses(async (keep) => {
    startTwo(keep, stopped);
    throw new Error("failed");
  });
  await expect(work).rejects.toThrow("failed");
  expect(stopped).toEqual(["second", "first"]);
});
