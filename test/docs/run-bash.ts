import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

/** What a script printed, the status of the last answer that curl had, and the commands of it that failed. */
export type ScriptResult = {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly failed: readonly string[];
};

/** One bash in a directory of its own: what one script defines the next one has. */
export type Bash = {
  readonly directory: string;
  readonly run: (script: string) => Promise<ScriptResult>;
  readonly stop: () => Promise<void>;
};

/** The command line as the build makes it. */
const ecr = fileURLToPath(new URL("../../dist/ecr/ecr.js", import.meta.url));

const longestScriptMs = 200_000;

/** curl's own settings: it tells the status where a script does not look. */
const curlSettings = 'write-out = "%{stderr}status %{http_code}\\n"\n';

/** Starts bash with the genuine tools and with these variables alone. A command that fails is reported, and the script goes on. */
export async function startBash(variables: Readonly<Record<string, string>>): Promise<Bash> {
  const home = await mkdtemp(join(tmpdir(), "bash-"));
  const directory = join(home, "work");
  await mkdir(directory);
  await writeFile(join(home, ".curlrc"), curlSettings);
  const bin = join(home, "bin");
  await mkdir(bin);
  await symlink(ecr, join(bin, "ecr"));
  const env = {
    PATH: `${bin}:${process.env.PATH ?? ""}`,
    HOME: home,
    CURL_HOME: home,
    LC_ALL: "C.UTF-8",
    ...variables,
  };
  const child = spawn("bash", ["--noprofile", "--norc"], {
    cwd: directory,
    env,
    stdio: ["pipe", "ignore", "inherit", "pipe"],
  });
  const input = child.stdin as Writable;
  const ends = child.stdio[3] as Readable;
  const file = (name: string): string => join(home, name);
  input.write(`set -Euo pipefail\ntrap 'echo "$BASH_COMMAND" >>"${file("failed")}"' ERR\n`);

  const run = async (script: string): Promise<ScriptResult> => {
    await Promise.all([writeFile(file("script"), script), writeFile(file("failed"), "")]);
    const ended = untilEnd(ends, child);
    input.write(`source "${file("script")}" >"${file("out")}" 2>"${file("err")}"; echo >&3\n`);
    await ended;
    const read = (name: string): Promise<string> => readFile(file(name), "utf8");
    const [stdout, stderr, failed] = await Promise.all([read("out"), read("err"), read("failed")]);
    const status = [...stderr.matchAll(/^status (\d{3})$/gm)].at(-1)?.[1];
    return {
      stdout,
      stderr,
      status: status === undefined ? null : Number(status),
      failed: failed.split("\n").filter(Boolean),
    };
  };
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await rm(home, { recursive: true });
  };
  return { directory, run, stop };
}

function untilEnd(ends: Readable, child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      ends.off("data", done);
      child.off("exit", exited);
      error === undefined ? resolve() : reject(error);
    };
    const done = (): void => settle();
    const exited = (): void => settle(new Error("the script ended the shell"));
    const timer = setTimeout(() => settle(new Error(`the script runs for ${longestScriptMs} ms`)), longestScriptMs);
    ends.once("data", done);
    child.once("exit", exited);
  });
}
