import { expect, it } from "vitest";
import { longestTasks } from "../../../bench/measure/longest-tasks.ts";

const event = (given: object) => ({ name: "ThreadControllerImpl::RunTask", ph: "X", pid: 1, tid: 1, ...given });
const thread = (name: string, tid: number) => event({ name: "thread_name", ph: "M", tid, args: { name } });
const trace = (...events: readonly object[]) => JSON.stringify({ traceEvents: events });

it("the longest tasks of a trace are those of a page's own thread, in milliseconds", () => {
  const text = trace(
    thread("CrRendererMain", 1),
    thread("Compositor", 2),
    event({ dur: 30_000, tdur: 4_000 }),
    event({ dur: 12_000, tdur: 11_500 }),
    event({ dur: 900_000, tdur: 900_000, tid: 2 }),
    event({ name: "v8.run", dur: 800_000, tdur: 800_000 }),
  );
  expect(longestTasks(text)).toEqual({ byClockMs: 30, atWorkMs: 11.5 });
});

it("a trace without a task of a page measures nothing", () => {
  expect(() => longestTasks(trace(thread("CrRendererMain", 1)))).toThrow("The trace has no task of a page.");
});
