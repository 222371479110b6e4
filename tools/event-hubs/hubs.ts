import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type DiskLog, openDiskLog } from "./disk-log.ts";
import { createPartitionLog, type PartitionLog, RETAINED_EVENTS } from "./partition-log.ts";
import type { Reader } from "./readers.ts";

export type HubDefinition = {
  readonly name: string;
  readonly partitions: number;
  /** `$Default` exists in every hub and need not be named. */
  readonly consumerGroups: readonly string[];
};

/** A partition and the consumer links that read it. */
export type Partition = { readonly id: string; readonly log: PartitionLog; readonly readers: Set<Reader> };

export type Hub = {
  readonly name: string;
  readonly createdAt: Date;
  readonly partitions: readonly Partition[];
  /** In lower case: Event Hubs does not distinguish case in names. */
  readonly consumerGroups: ReadonlySet<string>;
  /** The partition of a transfer that names none: always the same for one key, round-robin without a key. */
  partitionFor(key: string | null): Partition;
};

/** By name, in lower case. */
export type Hubs = ReadonlyMap<string, Hub>;

/** Opens all hubs and, in a directory, the files of their partitions: `<directory>/<hub>/<partition>.log`. */
export function openHubs(definitions: readonly HubDefinition[], directory: string | undefined) {
  const diskLogs: DiskLog[] = [];
  const openLog = (hub: string, partition: number) => {
    if (directory === undefined) return createPartitionLog([], null);
    const { events, log } = openDiskLog(join(directory, hub, `${partition}.log`), RETAINED_EVENTS);
    diskLogs.push(log);
    return createPartitionLog(events, log);
  };
  const hubs: Hubs = new Map(
    definitions.map((definition) => [definition.name.toLowerCase(), openHub(definition, openLog)]),
  );
  const close = () => {
    for (const log of diskLogs.splice(0)) log.close();
  };
  return { hubs, close };
}

function openHub(
  { name, partitions: count, consumerGroups }: HubDefinition,
  openLog: (hub: string, partition: number) => PartitionLog,
): Hub {
  const partitions = Array.from({ length: count }, (_, index) => ({
    id: String(index),
    log: openLog(name.toLowerCase(), index),
    readers: new Set<Reader>(),
  }));
  let turn = 0;
  return {
    name,
    createdAt: new Date(),
    partitions,
    consumerGroups: new Set(["$default", ...consumerGroups.map((group) => group.toLowerCase())]),
    partitionFor(key) {
      const partition = partitions[(key === null ? turn++ : crc32(key)) % count];
      if (partition === undefined) throw new Error(`The hub ${name} has no partitions`);
      return partition;
    },
  };
}
