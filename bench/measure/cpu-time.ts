import { readFile } from "node:fs/promises";

/** CPU time of one operation, in microseconds. */
export type CpuSample = { readonly cpuUs: number };

export const cpuUsOf = ({ cpuUs }: CpuSample): number => cpuUs;

/** User and system time that this process has used so far, garbage collection and compilation included. */
export function cpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** A tick of Linux's process accounting: 100 a second on every platform that Node.js runs on. */
const usPerTick = 10_000;

/** User and system time that another process has used so far; NaN where the system has no /proc. */
export async function cpuUsOfProcess(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // "pid (name) state ...": the name may hold anything; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * usPerTick;
}

/**
 * The CPU time of `work` for each of `inputs`. Earlier garbage is collected first, so that it is not counted. `work` returns
 * a number that depends on everything it does, so that the compiler cannot leave any of it out.
 */
export function cpuTimeOfEach<Input>(inputs: readonly Input[], work: (input: Input) => number): CpuSample {
  collectGarbage();
  let checksum = 0;
  const beforeUs = cpuTimeUs();
  for (const input of inputs) checksum += work(input);
  const usedUs = cpuTimeUs() - beforeUs;
  if (Number.isNaN(checksum)) throw new Error("The work gave no result.");
  return { cpuUs: usedUs / inputs.length };
}

/** Throws when Node.js was started without `--expose-gc`. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("Start this with node --expose-gc.");
  globalThis.gc();
}
