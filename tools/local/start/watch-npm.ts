import { parentOf, programOf } from "../data/running-process.ts";

const everyMs = 250;

/**
 * Tells when the npm is gone that has started this program, which npm's own end does not when that is by SIGKILL, or when
 * the shell between them dies of the signal. Started otherwise, this program may outlive who started it.
 */
export function watchNpm(environment: NodeJS.ProcessEnv, onGone: () => void): void {
  if (environment.npm_lifecycle_event === undefined) return;
  const isThere = lineage();
  const timer = setInterval(() => {
    if (isThere()) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

/** Whether this process still has the parent that it has now and, where that is npm's shell, that its own. */
function lineage(): () => boolean {
  const parent = process.ppid;
  const isShell = /^(?:sh|dash|bash|ash|zsh|busybox)$/.test(programOf(parent) ?? "");
  const npm = isShell ? parentOf(parent) : null;
  return () => process.ppid === parent && (npm === null || parentOf(parent) === npm);
}
