import { monitorEventLoopDelay } from "node:perf_hooks";
import * as z from "zod";

export const loopDelaySchema = z.object({ p50Ms: z.number(), p99Ms: z.number(), longestMs: z.number() });

/** How much later than it should the event loop came round to a timer. */
export type LoopDelay = z.infer<typeof loopDelaySchema>;

export type LoopWatch = {
  /** What was since it was last asked. */
  readonly take: () => LoopDelay;
  /** Does something whose delay does not count. */
  readonly without: (work: () => void) => void;
};

/** How often the loop is asked to come round. */
const resolutionMs = 5;

/** Watches the event loop of this process from now on. */
export function watchLoopDelay(): LoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  // The histogram holds the whole time from one round to the next.
  const delayMs = (roundNs: number): number => Math.max(0, roundNs / 1e6 - resolutionMs);
  return {
    take: () => {
      const taken = {
        p50Ms: delayMs(histogram.percentile(50)),
        p99Ms: delayMs(histogram.percentile(99)),
        longestMs: delayMs(histogram.max),
      };
      histogram.reset();
      return taken;
    },
    without: (work) => {
      histogram.disable();
      work();
      histogram.enable();
    },
  };
}
