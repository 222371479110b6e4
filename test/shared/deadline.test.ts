import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withDeadline } from "../../shared/deadline.ts";

describe("a deadline", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("gives the answer that comes in time and leaves no timer behind", async () => {
    expect(await withDeadline(100, async () => "answer")).toBe("answer");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("gives the error that comes in time and leaves no timer behind", async () => {
    await expect(withDeadline(100, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("rejects with a TimeoutError when it expires, and not before", async () => {
    const outcome = vi.fn();
    withDeadline(100, () => new Promise(() => {})).catch(outcome);
    await vi.advanceTimersByTimeAsync(99);
    expect(outcome).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toHaveBeenCalledWith(expect.objectContaining({ name: "TimeoutError" }));
  });

  it("fires the signal with the same error when it expires", async () => {
    let reason: unknown;
    const running = withDeadline(
      100,
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reason = signal.reason;
            reject(signal.reason);
          });
        }),
    ).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(100);
    expect(await running).toBe(reason);
  });

  it("drops an answer and an error that come too late", async () => {
    const late = (settle: (resolve: (value: string) => void, reject: (error: Error) => void) => void) =>
      withDeadline(100, () => new Promise<string>((resolve, reject) => setTimeout(() => settle(resolve, reject), 200)));
    const outcomes = Promise.allSettled([
      late((resolve) => resolve("late")),
      late((_, reject) => reject(new Error("late"))),
    ]);
    await vi.advanceTimersByTimeAsync(300);
    expect((await outcomes).map((outcome) => outcome.status === "rejected" && outcome.reason.name)).toEqual([
      "TimeoutError",
      "TimeoutError",
    ]);
  });
});
