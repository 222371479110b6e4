import type { WatchCallsDependencies } from "../shared/watch/watch-calls.ts";
import { watchCalls } from "../shared/watch/watch-calls.ts";

/** The timer that counts what became of calls, and raises and clears alarms about them. Never throws. */
export function makeWatchCalls(dependencies: WatchCallsDependencies): () => Promise<void> {
  let running: Promise<void> | null = null;
  // All runs of an instance share its lease, so a second run joins the first.
  return () => {
    running ??= watchCalls(dependencies).finally(() => {
      running = null;
    });
    return running;
  };
}
