import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CheckpointStorage, createMemoryCheckpoints } from "./checkpoint-storage.ts";
import { createFileCheckpoints } from "./file-checkpoints.ts";

const group = { fullyQualifiedNamespace: "127.0.0.1", eventHubName: "calls", consumerGroup: "$Default" };
const checkpoint = (partitionId: string, sequenceNumber: number) => ({
  partitionId,
  offset: String(sequenceNumber * 10),
  sequenceNumber,
});

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "checkpoints-"));
});

afterEach(() => rm(directory, { recursive: true }));

describe.each<[string, () => CheckpointStorage]>([
  ["in memory", createMemoryCheckpoints],
  ["in files", () => createFileCheckpoints(directory)],
])("checkpoints %s", (_, create) => {
  it("are none at first", async () => {
    expect(await create().list(group)).toEqual([]);
  });

  it("are the last one of each partition", async () => {
    const storage = create();
    for (const saved of [checkpoint("0", 1), checkpoint("1", 5), checkpoint("0", 2)]) await storage.save(group, saved);
    const listed = [...(await storage.list(group))].sort((a, b) => a.partitionId.localeCompare(b.partitionId));
    expect(listed).toEqual([checkpoint("0", 2), checkpoint("1", 5)]);
  });

  it("are kept apart by namespace, hub and consumer group", async () => {
    const storage = create();
    await storage.save(group, checkpoint("0", 1));
    for (const other of ["fullyQualifiedNamespace", "eventHubName", "consumerGroup"]) {
      expect(await storage.list({ ...group, [other]: "other" })).toEqual([]);
    }
  });
});

describe("checkpoints in files", () => {
  it("are found again by the next process", async () => {
    await createFileCheckpoints(directory).save(group, checkpoint("0", 3));
    expect(await createFileCheckpoints(directory).list(group)).toEqual([checkpoint("0", 3)]);
  });

  it("ignore what a killed process left half-written beside them", async () => {
    const storage = createFileCheckpoints(directory);
    await storage.save(group, checkpoint("0", 3));
    const [file = ""] = await filesIn(directory);
    await writeFile(`${join(directory, file)}.new`, '{"partitionId":"0","off');
    expect(await storage.list(group)).toEqual([checkpoint("0", 3)]);
    await storage.save(group, checkpoint("0", 4));
    expect(await storage.list(group)).toEqual([checkpoint("0", 4)]);
  });

  it("that cannot be read name their file", async () => {
    const storage = createFileCheckpoints(directory);
    await storage.save(group, checkpoint("0", 3));
    const [file = ""] = await filesIn(directory);
    await writeFile(join(directory, file), "{");
    await expect(storage.list(group)).rejects.toThrow(file);
  });
});

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".json"));
