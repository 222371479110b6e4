import { cpuTimeUs } from "../measure/cpu-time.ts";

/** How late timers of an event loop fired, and how long it was stalled: the times in which it ran nothing else. */
export type Stalls = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** The longest stall in which the process itself used the CPU: time that other processes took does not count. */
  readonly longestBusyMs: number;
  readonly busyOver20Ms: number;
};

export type LoopWatch = {
  /** The stalls since the last call of `take`. */
  readonly take: () => Stalls;
  /** Leaves out the stall that `work` makes. */
  readonly without: (work: () => void) => void;
};

/** Reading the CPU time more often would itself take some. */
const tickMs = 4;

/** Watches the event loop of this process from now on. */
export function watchLoop(): LoopWatch {
  let ticks: { readonly stalledMs: number; readonly busyMs: number }[] = [];
  const now = () => ({ atMs: performance.now(), cpuUs: cpuTimeUs() });
  let last = now();
  setInterval(() => {
    const { atMs, cpuUs } = now();
    const stalledMs = Math.max(0, atMs - last.atMs - tickMs);
    ticks.push({ stalledMs, busyMs: Math.min(stalledMs, (cpuUs - last.cpuUs) / 1_000) });
    last = { atMs, cpuUs };
  }, tickMs).unref();
  return {
    take: () => {
      const stalledMs = Float64Array.from(ticks, (tick) => tick.stalledMs).sort();
      const busyMs = Float64Array.from(ticks, (tick) => tick.busyMs).sort();
      ticks = [];
      return {
        p50Ms: at(stalledMs, 0.5),
        p99Ms: at(stalledMs, 0.99),
        longestMs: at(stalledMs, 1),
        longestBusyMs: at(busyMs, 1),
        busyOver20Ms: busyMs.filter((ms) => ms > 20).length,
      };
    },
    without: (work) => {
      work();
      last = now();
    },
  };
}

/** 0 when nothing was measured. */
const at = (sorted: Float64Array, q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
