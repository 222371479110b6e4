import { afterEach } from "vitest";
import type { LogLine } from "../host-log.ts";
import { type Host, type HostOptions, startHost } from "../start-host.ts";

const started: Host[] = [];

/** Stops all hosts of the current test. Runs after each test, too. */
export async function stopTestHosts(): Promise<void> {
  await Promise.all(started.splice(0).map((host) => host.stop()));
}

afterEach(stopTestHosts);

export type TestHost = Host & { readonly lines: readonly LogLine[] };

/** Starts a host on a free port with the functions that `register` registers. It keeps its log and is stopped after the test. */
export async function startTestHost(
  register: () => void | Promise<void>,
  options: Partial<Omit<HostOptions, "load" | "log">> = {},
): Promise<TestHost> {
  const lines: LogLine[] = [];
  const log = (line: LogLine) => void lines.push(line);
  const host = await startHost({ hostJson: {}, port: 0, settings: {}, ...options, load: async () => register(), log });
  started.push(host);
  return { ...host, lines };
}
