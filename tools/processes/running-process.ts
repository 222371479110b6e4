import { readFileSync } from "node:fs";

/** A process as one line of text: its id and, on Linux, its start time, because ids are used again. */
export const describeProcess = (pid: number): string => `${pid} ${readStat(pid)?.startedAt ?? ""}`;

/** Whether the process of that line still runs. A zombie does not. */
export function isRunning(description: string): boolean {
  const [pid, startedAt] = description.split(" ");
  if (pid === undefined || !/^\d+$/.test(pid) || !hasProcess(Number(pid))) return false;
  const stat = readStat(Number(pid));
  return stat === null || (!stat.isDead && (startedAt === "" || stat.startedAt === startedAt));
}

/** The parent of a process; null on systems other than Linux. */
export const parentOf = (pid: number): number | null => readStat(pid)?.parent ?? null;

/** The program name of a process; null on systems other than Linux. */
export const programOf = (pid: number): string | null => readStat(pid)?.program ?? null;

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs as another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

type Stat = {
  readonly program: string;
  readonly isDead: boolean;
  readonly parent: number;
  readonly startedAt: string;
};

/** proc_pid_stat(5): fields 2, 3, 4 and 22. Linux only. */
function readStat(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name may contain brackets.
    const nameEnd = stat.lastIndexOf(")");
    const [state = "", parent = "", ...others] = stat.slice(nameEnd + 2).split(" ");
    const program = stat.slice(stat.indexOf("(") + 1, nameEnd);
    return { program, isDead: /[ZXx]/.test(state), parent: Number(parent), startedAt: others[17] ?? "" };
  } catch {
    return null;
  }
}
