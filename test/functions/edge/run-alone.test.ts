import { expect, it, vi } from "vitest";
import { runAlone } from "../../../functions/edge/run-alone.ts";
import { DependencyError } from "../../../shared/dependency-error.ts";
import { eventually } from "../../support/eventually.ts";
import { recordingLog } from "../../support/log/recording-log.ts";

function start(work: () => Promise<void>, { isHeld = false, pauseMs = 0 } = {}) {
  const log = recordingLog();
  const world = { nowMs: 0 };
  const release = vi.fn(async () => {});
  const lease = { hold: async () => !isHeld, release };
  const run = runAlone({ lease, name: "a-timer", log, failed: "it failed", pauseMs, clock: () => world.nowMs }, work);
  return { run, release, log, world };
}

it("does the work while no other instance does, and lets others do it then", async () => {
  const work = vi.fn(async () => {});
  const { run, release } = start(work);
  await run();
  expect(work).toHaveBeenCalledOnce();
  expect(release).toHaveBeenCalledWith("a-timer");
});

it("does nothing while another instance does it", async () => {
  const work = vi.fn(async () => {});
  await start(work, { isHeld: true }).run();
  expect(work).not.toHaveBeenCalled();
});

it("joins a run that is under way", async () => {
  let end = () => {};
  const work = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
  const { run } = start(work);
  const runs = Promise.all([run(), run()]);
  await eventually(() => expect(work).toHaveBeenCalled());
  end();
  await runs;
  expect(work).toHaveBeenCalledOnce();
});

it("logs what fails, and tries again the next time", async () => {
  const work = vi.fn(async () => {
    throw new DependencyError("read the active version", true, new Error("no answer"));
  });
  const { run, log } = start(work);
  await run();
  await run();
  expect(work).toHaveBeenCalledTimes(2);
  expect(log.lines).toMatchObject([
    { level: "warn", message: "it failed" },
    { level: "warn", message: "it failed" },
  ]);
});

it("pauses after a run for as long as it is told to", async () => {
  const work = vi.fn(async () => {});
  const { run, world } = start(work, { pauseMs: 50_000 });
  await run();
  world.nowMs = 49_999;
  await run();
  expect(work).toHaveBeenCalledOnce();
  world.nowMs = 50_000;
  await run();
  expect(work).toHaveBeenCalledTimes(2);
});
