import type { ChildProcess } from "node:child_process";

/** How long a child process may take to end before it is killed. */
export const stopDeadlineMs = 5_000;

/** In a child process: calls `end` when the parent is gone. Ctrl-C and a closed terminal are left to the parent. */
export function endWithParent(end: () => void): void {
  // The terminal sends both signals to parent and child.
  for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
  process.on("disconnect", end);
  // The parent may have been killed before this program was loaded.
  if (process.connected === false) end();
}

/** In a child process: sends a message to the parent. Does nothing when the parent is gone. */
export function sendToParent(message: object): void {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}

/** In a child process: tells the parent why it cannot start, and ends with exit code 1. */
export function failStart(error: unknown): void {
  process.exitCode = 1;
  sendToParent({ type: "failed", message: messageOf(error) });
  if (process.connected) process.disconnect();
}

/** In the parent: closes the channel, upon which the child ends by itself, and waits. A child that hangs is killed. */
export async function stopChild(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.connected) child.disconnect();
  const killer = setTimeout(() => child.kill("SIGKILL"), stopDeadlineMs);
  await exited;
  clearTimeout(killer);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
