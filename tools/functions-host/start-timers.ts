import type { TypedData } from "./core-api.ts";
import type { Invoke } from "./invoke.ts";
import type { Trigger } from "./read-trigger.ts";
import { runWithRetry } from "./retry-policy.ts";
import { type RunningTimer, startTimer } from "./timer-trigger.ts";

/** Starts the timer functions; returns them under their names. */
export function startTimers(triggers: readonly Trigger[], invoke: Invoke): ReadonlyMap<string, RunningTimer> {
  const timers = new Map<string, RunningTimer>();
  for (const trigger of triggers) {
    if (trigger.kind !== "timer") continue;
    const stop = new AbortController();
    const run = (data: TypedData) => runTimer(trigger, data, invoke, stop.signal);
    const timer = startTimer({ ...trigger.timer, run });
    timers.set(trigger.fn.name, {
      ...timer,
      stop: () => {
        stop.abort();
        return timer.stop();
      },
    });
  }
  return timers;
}

async function runTimer(
  { fn, bindingName }: Extract<Trigger, { kind: "timer" }>,
  data: TypedData,
  invoke: Invoke,
  stopping: AbortSignal,
): Promise<void> {
  const request = { inputData: [{ name: bindingName, data }] };
  const result = await runWithRetry(
    fn.metadata.retryOptions,
    (retryContext) => invoke(fn, retryContext === undefined ? request : { ...request, retryContext }),
    stopping,
  );
  if (result.outcome === "failed") throw result.error;
}
