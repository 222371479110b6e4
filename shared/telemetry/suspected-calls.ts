import type { Log } from "../log.ts";

/** Calls that may have been emergencies, but were not decided as such. */
export type SuspectedCalls = {
  readonly add: (decisionId: string) => void;
  /** Logs what was counted since the last line. To be called before the process ends. */
  readonly flush: () => void;
};

const lineEveryMs = 60_000;

/** Counts suspected calls, and logs their number a minute after the first: one line a minute, however many they are. */
export function makeSuspectedCalls({ log }: { readonly log: Log }): SuspectedCalls {
  let calls = 0;
  let firstDecisionId = "";
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (calls > 0)
      log.warn("calls may have been emergencies, but were not decided as such", { calls, firstDecisionId });
    calls = 0;
  };
  return {
    add: (decisionId) => {
      if (calls === 0) firstDecisionId = decisionId;
      calls += 1;
      timer ??= setTimeout(flush, lineEveryMs).unref();
    },
    flush,
  };
}
