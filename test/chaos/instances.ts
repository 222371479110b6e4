import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";

/** One of the instances that share the stores. Another process takes its place when it is killed. */
export type Instance = {
  /** The process that answers now; null while none does. */
  readonly running: () => ReadyProgram | null;
  /** What all its processes have written so far, lines of the log among it. */
  readonly written: () => string;
  readonly setClock: (offsetMs: number) => Promise<void>;
  readonly kill: () => Promise<void>;
};

const clockProgram = new URL("./settable-clock.mjs", import.meta.url).href;

/** Starts an instance; its processes end with the test. Each process begins with the right time. */
export async function startInstance(settings: Readonly<Record<string, string>>): Promise<Instance> {
  const directory = await mkdtemp(join(tmpdir(), "chaos-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const clockFile = join(directory, "clock");
  const setClock = (offsetMs: number) => writeFile(clockFile, String(offsetMs));
  const started: ReadyProgram[] = [];
  const ended: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    for (const end of ended) await end();
  });

  const start = async (): Promise<ReadyProgram> => {
    await setClock(0);
    // Some start while a store is silent.
    const environment = {
      ...settings,
      START_BUDGET_MS: "10000",
      CLOCK_FILE: clockFile,
      NODE_OPTIONS: `--import=${clockProgram}`,
    };
    const program = await startReadyProgram(environment, (end) => ended.push(end));
    started.push(program);
    return program;
  };
  let running: ReadyProgram | null = await start();

  return {
    running: () => running,
    written: () => started.map(({ stdout, stderr }) => `${stdout()}\n${stderr()}`).join("\n"),
    setClock,
    kill: async () => {
      const killed = running;
      running = null;
      killed?.signal("SIGKILL");
      // Nothing but this may have ended it: no fault of a store ends a process.
      expect(await killed?.exit).toBe("SIGKILL");
      running = await start();
    },
  };
}
