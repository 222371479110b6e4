import { residentMbOf } from "../process-cpu.ts";
import { type Flatness, flatnessOf, type Sample } from "./flatness.ts";
import type { LoopDelay } from "./loop-delay.ts";
import type { MeasuredServer } from "./measured-server.ts";

/** What a process used in the time that it was watched, in MB, and how its event loop came round. */
export type Used = {
  readonly name: string;
  /** What is in use after a collection. */
  readonly heap: Flatness;
  readonly resident: Flatness;
  readonly delay: LoopDelay;
};

export type MemoryWatch = {
  /** Looks at what the heaps hold when all that is unused has been collected. */
  readonly collect: () => Promise<void>;
  readonly end: () => Promise<readonly Used[]>;
};

const residentEveryMs = 1_000;

/** Watches servers from now on. */
export async function watchMemory(servers: Readonly<Record<string, MeasuredServer>>): Promise<MemoryWatch> {
  const watched = Object.entries(servers).map(([name, server]) => ({
    name,
    server,
    heap: [] as Sample[],
    resident: [] as Sample[],
  }));
  const collect = async (): Promise<void> => {
    for (const { server, heap } of watched)
      heap.push({ value: await server.heapAfterCollection(), atMs: performance.now() });
  };
  const lookAtResident = async (): Promise<void> => {
    for (const { server, resident } of watched)
      resident.push({ value: await residentMbOf(server.pid), atMs: performance.now() });
  };
  await collect();
  await lookAtResident();
  for (const { server } of watched) await server.takeDelay();
  const timer = setInterval(lookAtResident, residentEveryMs);
  return {
    collect,
    end: async () => {
      clearInterval(timer);
      return Promise.all(
        watched.map(async ({ name, server, heap, resident }) => ({
          name,
          heap: flatnessOf(heap),
          resident: flatnessOf(resident),
          delay: await server.takeDelay(),
        })),
      );
    },
  };
}
