import { readFile } from "node:fs/promises";

/** A tick of Linux's process accounting: 100 a second on every platform that Node.js runs on. */
const usPerTick = 10_000;

/** The CPU time that a process has used so far, user and system; not a number where the system does not tell. */
export async function cpuUsOfProcess(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // "pid (name) state ...": the name may hold anything; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * usPerTick;
}

/** The memory of a process; not a number where the system does not tell. */
export async function residentMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1]) / 1_024;
}
