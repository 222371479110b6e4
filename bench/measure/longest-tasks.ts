import * as z from "zod";

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.looseObject({ name: z.unknown() }).partial().optional(),
});

/** Of the tasks of a page: the longest by the clock, and the longest by processor time. A task is a pause: nothing else runs. */
export type LongestTasks = { readonly byClockMs: number; readonly atWorkMs: number };

/** What Chromium calls the thread of a page, and a task on it, in the trace category `toplevel`. */
const mainThread = "CrRendererMain";
const task = /^(?:ThreadControllerImpl::)?RunTask$/;

/** Reads a trace of Chromium: durations are in microseconds there. Throws if it has no task of a page. */
export function longestTasks(trace: string): LongestTasks {
  const { traceEvents } = z.object({ traceEvents: z.array(eventSchema) }).parse(JSON.parse(trace));
  const threadOf = ({ pid, tid }: { readonly pid: number; readonly tid: number }): string => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === mainThread).map(threadOf),
  );
  const tasks = traceEvents.filter((event) => event.ph === "X" && task.test(event.name) && pages.has(threadOf(event)));
  if (tasks.length === 0) throw new Error("The trace has no task of a page.");
  const longest = (of: "dur" | "tdur"): number => tasks.reduce((most, event) => Math.max(most, event[of]), 0) / 1_000;
  return { byClockMs: longest("dur"), atWorkMs: longest("tdur") };
}
