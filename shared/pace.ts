import { setImmediate as nextTurn } from "node:timers/promises";

/** How long calls may have to wait for one slice of other work. */
const sliceMs = 1;
/** Between two slices calls go on until there is nothing for them to do, but the work goes on in the end. */
const turnsAtMost = 20;
/** A turn of the event loop in which nothing happens is shorter. */
const idleTurnMs = 0.1;

let sliceEndsMs = 0;

/**
 * Lets long work and calls share the one thread: `for (const item of items) { …; if (pace.isDue()) await pace.rest(); }`.
 * There is one for all the work of the process, as there is one thread.
 */
export const pace = {
  /** Whether the work has held the thread for a slice since the last rest. */
  isDue: (): boolean => performance.now() >= sliceEndsMs,

  /** Lets calls run. A call takes several turns of the event loop: with a slice in each of them it would wait for that many. */
  rest: async (): Promise<void> => {
    for (let turn = 0; turn < turnsAtMost; turn++) {
      const beganMs = performance.now();
      await nextTurn();
      if (performance.now() - beganMs < idleTurnMs) break;
    }
    sliceEndsMs = performance.now() + sliceMs;
  },
} as const;
