import { setTimeout } from "node:timers/promises";

/** Something that is asked for now and then, besides the calls. `ask` rejects when the answer is not the right one. */
export type Errand = { readonly kind: string; readonly everyMs: number; readonly ask: () => Promise<unknown> };

export type DoneErrand = { readonly kind: string; readonly latencyMs: number; readonly fault: string | null };

/** Runs errands, each by its own clock and never twice at once, until it is ended; `end` resolves with all that were done. */
export function runErrands(errands: readonly Errand[]): { readonly end: () => Promise<readonly DoneErrand[]> } {
  const done: DoneErrand[] = [];
  const over = new AbortController();
  const run = async ({ kind, everyMs, ask }: Errand): Promise<void> => {
    for (;;) {
      await setTimeout(everyMs, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      const startedMs = performance.now();
      const fault = await ask().then(
        () => null,
        (error: unknown) => String(error).slice(0, 200),
      );
      done.push({ kind, latencyMs: performance.now() - startedMs, fault });
    }
  };
  const running = Promise.all(errands.map(run));
  return {
    end: async () => {
      over.abort();
      await running;
      return done;
    },
  };
}
