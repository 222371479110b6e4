import { onTestFinished, vi } from "vitest";

/** The monotonic clock of this process, which can be moved on: what waits for an interval need not be waited for. */
export function hurryTime(): { readonly pass: (ms: number) => void } {
  const genuine = performance.now.bind(performance);
  let passedMs = 0;
  const spy = vi.spyOn(performance, "now").mockImplementation(() => genuine() + passedMs);
  onTestFinished(() => spy.mockRestore());
  return {
    pass: (ms) => {
      passedMs += ms;
    },
  };
}
