import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { eventually } from "../eventually.ts";
import { keepLogged } from "../log/suite-log.ts";
import { starterData } from "../stores/starter-tables.ts";
import { childrenOf } from "./processes.ts";
import { unpackApp } from "./unpack-app.ts";

/** `npm start` after its build. */
export type Program = {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** As Ctrl-C does: to the program and all that it has started. */
  readonly signalGroup: (signal: NodeJS.Signals) => void;
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
  /** Settles when all that could still write to the output has ended. */
  readonly closed: Promise<void>;
};

export type ReadyProgram = Program & { readonly url: string; readonly children: readonly number[] };

type Environment = Readonly<Record<string, string>>;

const program = fileURLToPath(new URL("../../../dist/local/start.js", import.meta.url));

/** With `PACKAGED` the app is what `npm run build` made, far from the packages of this directory. */
const appToRun = (): Environment => (process.env.PACKAGED === "1" ? { APP_DIRECTORY: unpackApp() } : {});

/** Takes what is to be done in the end. */
type OnEnd = (cleanUp: () => Promise<void>) => void;

/** Starts the program with any free ports and stores that may take their time to answer. It is killed in the end: with the test. */
export function startProgram(environment: Environment = {}, onEnd: OnEnd = onTestFinished): Program {
  const ports = { HTTP_PORT: "0", TABLES_PORT: "0", EVENT_HUBS_PORT: "0" };
  const patience = {
    START_BUDGET_MS: "30000",
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    AUDIT_OUTBOX_BUDGET_MS: "20000",
    AzureFunctionsJobHost__functionTimeout: "-1",
  };
  const env = { PATH: process.env.PATH ?? "", ...appToRun(), ...ports, ...patience, ...environment };
  const child = spawn(process.execPath, [program], { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = child;
  if (pid === undefined) throw new Error("the program did not start");
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const exit = once(child, "exit").then(([code, signal]) => code ?? signal);
  const closed = once(child, "close").then(() => keepLogged(`${stdout}\n${stderr}`));
  onEnd(async () => {
    killGroup(pid);
    await closed;
  });
  return {
    pid,
    stdout: () => stdout,
    stderr: () => stderr,
    signal: (signal) => void child.kill(signal),
    signalGroup: (signal) => void process.kill(-pid, signal),
    exit,
    closed,
  };
}

/** Kills the program and whatever it left behind. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it runs any more.
  }
}

/**
 * The same with a DATA_DIR that has the starter configuration already: to seed it takes the program a second of a processor.
 */
export const startSeededProgram = async (environment: Environment = {}, onEnd?: OnEnd): Promise<ReadyProgram> =>
  startReadyProgram({ DATA_DIR: await starterData(), ...environment }, onEnd);

/** Starts the program and waits until it says that it is ready. */
export async function startReadyProgram(environment?: Environment, onEnd?: OnEnd): Promise<ReadyProgram> {
  const started = startProgram(environment, onEnd);
  const url = await eventually(() => {
    const ready = /^ready (http:\S+)\n$/m.exec(started.stdout())?.[1];
    if (ready === undefined) throw new Error(`not ready: ${started.stdout()}${started.stderr()}`);
    return ready;
  });
  return { ...started, url, children: await childrenOf(started.pid) };
}
