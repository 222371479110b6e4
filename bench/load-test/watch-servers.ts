import { readFile } from "node:fs/promises";
import type { ForkedServer } from "../servers/fork-server.ts";
import type { Stalls } from "../servers/watch-loop.ts";
import { type Flatness, flatnessOf, type Sample } from "./flatness.ts";

/** The memory of a process over time, in MB, and the stalls of its event loop. */
export type Used = {
  readonly name: string;
  /** After forced collections. */
  readonly heap: Flatness;
  readonly resident: Flatness;
  readonly stalls: Stalls;
};

export type ServerWatch = {
  /** Takes a sample of each heap after a forced collection. */
  readonly sampleHeaps: () => Promise<void>;
  readonly end: () => Promise<readonly Used[]>;
};

type Watched = {
  readonly name: string;
  readonly server: ForkedServer;
  readonly heap: Sample[];
  readonly resident: Sample[];
};

const residentEveryMs = 1_000;

/** Watches servers from now on. */
export async function watchServers(servers: Readonly<Record<string, ForkedServer>>): Promise<ServerWatch> {
  const watched = Object.entries(servers).map(([name, server]): Watched => ({ name, server, heap: [], resident: [] }));
  const sampleHeaps = async (): Promise<void> => {
    for (const { server, heap } of watched)
      heap.push({ value: await server.heapAfterCollection(), atMs: performance.now() });
  };
  const sampleResident = async (): Promise<void> => {
    for (const { server, resident } of watched)
      resident.push({ value: await residentMbOf(server.pid), atMs: performance.now() });
  };
  await sampleHeaps();
  await sampleResident();
  for (const { server } of watched) await server.takeStalls();
  const timer = setInterval(sampleResident, residentEveryMs);
  return {
    sampleHeaps,
    end: () => {
      clearInterval(timer);
      return Promise.all(watched.map(toUsed));
    },
  };
}

const toUsed = async ({ name, server, heap, resident }: Watched): Promise<Used> => ({
  name,
  heap: flatnessOf(heap),
  resident: flatnessOf(resident),
  stalls: await server.takeStalls(),
});

/** The memory of a process; NaN where the system has no /proc. */
async function residentMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1]) / 1_024;
}
