import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Checkpoint, CheckpointStorage, ConsumerGroup } from "./checkpoint-storage.ts";

const checkpointSchema = z.object({ partitionId: z.string(), offset: z.string(), sequenceNumber: z.number() });

/**
 * Checkpoints as files, `directory/namespace/hub/group/partition.json`. A file is written beside its place and then
 * renamed, so that a process killed at any moment leaves the old checkpoint or the new one.
 */
export function createFileCheckpoints(directory: string): CheckpointStorage {
  const folderOf = ({ fullyQualifiedNamespace, eventHubName, consumerGroup }: ConsumerGroup) =>
    join(directory, ...[fullyQualifiedNamespace, eventHubName, consumerGroup].map(encodeURIComponent));

  return {
    list: async (group) => {
      const folder = folderOf(group);
      const names = await listFolder(folder);
      return Promise.all(
        names.filter((name) => name.endsWith(".json")).map((name) => readCheckpoint(join(folder, name))),
      );
    },
    save: async (group, checkpoint) => {
      const folder = folderOf(group);
      const path = join(folder, `${encodeURIComponent(checkpoint.partitionId)}.json`);
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(checkpoint));
      await rename(`${path}.new`, path);
    },
  };
}

async function readCheckpoint(path: string): Promise<Checkpoint> {
  try {
    return checkpointSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new Error(`The checkpoint file ${path} cannot be read`, { cause });
  }
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
