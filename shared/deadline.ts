/**
 * Runs a network operation with a deadline. It gets a signal that fires after `deadlineMs`; if it ignores the signal, the promise is
 * rejected all the same and its result is discarded. Rejects with a TimeoutError.
 */
export async function withDeadline<Result>(
  deadlineMs: number,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const running = run(controller.signal);
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DOMException(`no answer within ${deadlineMs} ms`, "TimeoutError");
      reject(error);
      controller.abort(error);
    }, deadlineMs);
  });
  try {
    return await Promise.race([running, expiry]);
  } finally {
    clearTimeout(timer);
    running.catch(() => undefined);
  }
}
