import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eventually } from "../eventually.ts";
import { openSipEndpoint } from "./sip-endpoint.ts";

/** Kamailio as it runs. */
export type Kamailio = {
  /** What it has logged. */
  readonly log: () => string;
  /** What `kamcmd` prints for these words, if the configuration loads `ctl`. */
  readonly command: (...words: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
};

export type KamailioOptions = {
  readonly configuration: string;
  /** One of the ports on which it listens: it runs once it answers OPTIONS there with 200. */
  readonly port: number;
  /** What the configuration takes from the environment. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Starts Kamailio with a configuration; resolves when it answers. The caller stops it. */
export async function runKamailio({ configuration, port, environment }: KamailioOptions): Promise<Kamailio> {
  const directory = await mkdtemp(join(tmpdir(), "kamailio-"));
  const file = join(directory, "kamailio.cfg");
  await writeFile(file, configuration);
  // In the foreground, its log to stderr without colours, with 32 MiB of shared memory and two processes a socket.
  const args = ["-DD", "-E", "-m", "32", "-n", "2", "-f", file, "-Y", directory];
  const child = spawn("kamailio", args, {
    env: { PATH: process.env.PATH ?? "", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const exited = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exited;
    await rm(directory, { recursive: true });
  };
  try {
    await untilAnswered(port, () => log);
  } catch (cause) {
    await stop();
    throw cause;
  }
  const command = async (...words: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)("kamcmd", ["-s", `unix:${join(directory, "kamailio_ctl")}`, ...words]);
    return stdout;
  };
  return { log: () => log, command, stop };
}

/** Asks by OPTIONS until it is answered 200. */
async function untilAnswered(port: number, log: () => string): Promise<void> {
  const asking = await openSipEndpoint(() => null);
  try {
    await eventually(() => {
      if (asking.received.some(({ startLine }) => startLine.startsWith("SIP/2.0 200 "))) return;
      asking.sendTo(port, options(asking.port));
      throw new Error(`Kamailio does not answer: ${log()}`);
    }, 100);
  } finally {
    asking.close();
  }
}

const options = (port: number): string =>
  [
    "OPTIONS sip:127.0.0.1 SIP/2.0",
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-options`,
    "Max-Forwards: 1",
    "From: <sip:a@b>;tag=1",
    "To: <sip:a@b>",
    "Call-ID: options",
    "CSeq: 1 OPTIONS",
    "Content-Length: 0",
    "\r\n",
  ].join("\r\n");
