/** CPU time of one operation, in microseconds. */
export type CpuSample = { readonly cpuUs: number };

export const cpuUsOf = ({ cpuUs }: CpuSample): number => cpuUs;

/** User and system time that this whole process has used so far, garbage collection and compilation included. */
export function cpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * The CPU time of `work` for each of `inputs`. What went before is collected first, so that it is not counted here; `work`
 * returns a number that depends on all it does, so that none of it can be left out by the compiler.
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
