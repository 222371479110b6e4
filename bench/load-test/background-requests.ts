import { setTimeout } from "node:timers/promises";

/** A request that is repeated beside the calls. `send` rejects when the answer is not the right one. */
export type BackgroundRequest = {
  readonly kind: string;
  readonly everyMs: number;
  readonly send: () => Promise<unknown>;
};

/** `fault`: what was wrong with the answer; null when nothing was. */
export type JudgedRequest = { readonly kind: string; readonly latencyMs: number; readonly fault: string | null };

export type Background = {
  /** Stops; resolves with all that were sent. */
  readonly end: () => Promise<readonly JudgedRequest[]>;
};

/** Repeats requests, each by its own clock and never twice at once, until `end` is called. */
export function repeatRequests(requests: readonly BackgroundRequest[]): Background {
  const done: JudgedRequest[] = [];
  const over = new AbortController();
  const repeat = async ({ kind, everyMs, send }: BackgroundRequest): Promise<void> => {
    for (;;) {
      await setTimeout(everyMs, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      const startedMs = performance.now();
      const fault = await send().then(
        () => null,
        (error: unknown) => String(error).slice(0, 200),
      );
      done.push({ kind, latencyMs: performance.now() - startedMs, fault });
    }
  };
  const running = Promise.all(requests.map(repeat));
  return {
    end: async () => {
      over.abort();
      await running;
      return done;
    },
  };
}
