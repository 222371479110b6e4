type Stoppable = { readonly stop: () => Promise<void> };

/** Has a process stopped at the end, and returns it. */
export type Keep = <Started extends Stoppable>(process: Started) => Started;

/** Runs `work` with processes that it starts and keeps. At the end, or when it fails, they are stopped, the latest first. */
export async function withProcesses<Result>(work: (keep: Keep) => Promise<Result>): Promise<Result> {
  const kept: Stoppable[] = [];
  try {
    return await work((process) => {
      kept.push(process);
      return process;
    });
  } finally {
    for (const process of kept.reverse()) await process.stop();
  }
}
