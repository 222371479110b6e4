type Running = { readonly stop: () => Promise<void> };

/** What was started, so that all of it can be stopped. */
export type Kept = {
  readonly keep: <Started extends Running>(process: Started) => Started;
  /** The latest first. */
  readonly stopAll: () => Promise<void>;
};

/** Runs something that starts processes; when it fails, those that run by then are stopped. */
export async function keepRunning<Result>(start: (kept: Kept) => Promise<Result>): Promise<Result> {
  const started: Running[] = [];
  const stopAll = async (): Promise<void> => {
    for (const process of started.splice(0).reverse()) await process.stop();
  };
  try {
    return await start({
      keep: (process) => {
        started.push(process);
        return process;
      },
      stopAll,
    });
  } catch (error) {
    await stopAll();
    throw error;
  }
}
