import * as z from "zod";
import { cpuTimeUs } from "../cpu-time.ts";

/**
 * The times in which an event loop ran nothing else. `longestMs` is the longest by the clock; `longestBusyMs` the longest
 * that the process itself was at work in, so that what other processes took of the machine does not count.
 */
export const stallsSchema = z.object({ longestMs: z.number(), longestBusyMs: z.number(), busyOver20Ms: z.number() });

export type Stalls = z.infer<typeof stallsSchema>;

/** Asking for the CPU time more often would itself take some. */
const tickMs = 4;
const noticeableMs = 20;

/** Watches the event loop of this process from now on; `take` tells what was since it was last asked. */
export function watchLoop(): { readonly take: () => Stalls } {
  let stalls = { longestMs: 0, longestBusyMs: 0, busyOver20Ms: 0 };
  let last = { atMs: performance.now(), cpuUs: cpuTimeUs() };
  setInterval(() => {
    const now = { atMs: performance.now(), cpuUs: cpuTimeUs() };
    const stalledMs = now.atMs - last.atMs - tickMs;
    const busyMs = Math.min(stalledMs, (now.cpuUs - last.cpuUs) / 1_000);
    last = now;
    stalls = {
      longestMs: Math.max(stalls.longestMs, stalledMs),
      longestBusyMs: Math.max(stalls.longestBusyMs, busyMs),
      busyOver20Ms: stalls.busyOver20Ms + (busyMs > noticeableMs ? 1 : 0),
    };
  }, tickMs).unref();
  return {
    take: () => {
      const taken = stalls;
      stalls = { longestMs: 0, longestBusyMs: 0, busyOver20Ms: 0 };
      return taken;
    },
  };
}
