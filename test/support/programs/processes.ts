import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

type Process = { readonly pid: number; readonly parent: number };

/** The processes that a process has started and that still run; one that has ended but was not waited for does not. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  return (await processes()).filter(({ parent }) => parent === pid).map((child) => child.pid);
}

/** Those of the processes that still run. */
export async function stillRunning(pids: readonly number[]): Promise<readonly number[]> {
  const running = new Set((await processes()).map(({ pid }) => pid));
  return pids.filter((pid) => running.has(pid));
}

const processes = (): Promise<readonly Process[]> => (process.platform === "linux" ? fromProc() : fromPs());

async function fromProc(): Promise<readonly Process[]> {
  const pids = (await readdir("/proc")).filter((name) => /^[0-9]+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")));
  return stats.flatMap((stat) => {
    // "pid (name) state parent ...": the name may hold anything.
    const [, pid, state, parent] = /^([0-9]+) \(.*\) (\S) ([0-9]+) /s.exec(stat) ?? [];
    return pid === undefined || state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent) }];
  });
}

async function fromPs(): Promise<readonly Process[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,stat="]);
  return stdout.split("\n").flatMap((line) => {
    const [pid, parent, state = "Z"] = line.trim().split(/\s+/);
    return state.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent) }];
  });
}
