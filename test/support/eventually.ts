import { vi } from "vitest";

/** However busy the machine is with other tests, what comes at all has come by then. */
export const usualPatienceMs = 150_000;

/**
 * Waits until the condition no longer throws, and resolves with what it returns. vitest's own `vi.waitFor` gives up after a second,
 * which a busy machine may take for anything. `everyMs`: how long between two looks.
 */
export const eventually = <Found>(
  condition: () => Found | Promise<Found>,
  everyMs = 50,
  patienceMs = usualPatienceMs,
): Promise<Found> => vi.waitFor(condition, { timeout: patienceMs, interval: everyMs });
