/**
 * Remembers that a store is down, so that an outage costs one time-out instead of one for every call. While open it allows one
 * probe at a time, at growing intervals; the first success closes it.
 */
export type CircuitBreaker = {
  readonly isOpen: () => boolean;
  /** True at most once per interval while open. Then the caller must probe and report `succeeded` or `failed`. */
  readonly mayProbe: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
};

export type CircuitBreakerOptions = {
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  readonly firstProbeAfterMs: number;
  readonly longestProbeIntervalMs: number;
};

export function makeCircuitBreaker({
  clock,
  firstProbeAfterMs,
  longestProbeIntervalMs,
}: CircuitBreakerOptions): CircuitBreaker {
  let failures = 0;
  let nextProbeAtMs = 0;
  let probing = false;
  return {
    isOpen: () => failures > 0,
    mayProbe: () => {
      if (failures === 0 || probing || clock() < nextProbeAtMs) return false;
      probing = true;
      return true;
    },
    succeeded: () => {
      failures = 0;
      probing = false;
    },
    failed: () => {
      failures += 1;
      probing = false;
      nextProbeAtMs = clock() + Math.min(longestProbeIntervalMs, firstProbeAfterMs * 2 ** Math.min(failures - 1, 10));
    },
  };
}
