import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { lockDirectory } from "./lock-directory.ts";
import { describeProcess } from "./running-process.ts";

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "lock-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** Another process that runs until it is ended. */
async function startProcess() {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000); console.log('runs')"]);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  const { pid } = child;
  if (pid === undefined) throw new Error("the process did not start");
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { pid, kill };
}

describe("the lock of a directory", () => {
  it("leaves nothing behind when it is released, and can be taken again", async () => {
    const directory = await temporaryDirectory();
    await (await lockDirectory(directory)).release();
    expect(await readdir(directory)).toEqual([]);
    await (await lockDirectory(directory)).release();
  });

  it("is not to be had where there can be no directory", async () => {
    await expect(lockDirectory("/proc/x")).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("makes the directory where there is none", async () => {
    const directory = join(await temporaryDirectory(), "not", "yet");
    await lockDirectory(directory);
    expect(await readdir(directory)).toEqual(["lock"]);
  });

  it("is refused, with its holder named, while that runs", async () => {
    const directory = await temporaryDirectory();
    const { pid } = await startProcess();
    await writeFile(join(directory, "lock"), describeProcess(pid));
    await expect(lockDirectory(directory)).rejects.toThrow(
      new RegExp(`^${directory} is in use by process ${pid}, which still runs: .*DATA_DIR.*$`),
    );
    expect(await readdir(directory)).toEqual(["lock"]);
  });

  it("is taken by a waiting process as soon as its holder has ended", async () => {
    const directory = await temporaryDirectory();
    const { pid, kill } = await startProcess();
    await writeFile(join(directory, "lock"), describeProcess(pid));
    const waiting = lockDirectory(directory, 60_000);
    await kill();
    await waiting;
  });

  it.each([
    ["nothing", ""],
    ["something else", "not a process"],
    ["a process that has ended", "4194999 "],
    ["an id that another process has now", `${process.pid} 1`],
  ])("is taken over when its file names %s", async (_, content) => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "lock"), content);
    await lockDirectory(directory);
  });

  it("goes to exactly one of many processes that find it stale at once", async () => {
    for (let time = 0; time < 50; time += 1) {
      const directory = await temporaryDirectory();
      await writeFile(join(directory, "lock"), "");
      const taken = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
      expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await readdir(directory)).toEqual(["lock"]);
    }
  });

  it("is taken over when the process that was removing it was killed too", async () => {
    const directory = await temporaryDirectory();
    const lock = join(directory, "lock");
    await writeFile(lock, "4194999 ");
    const { ino, mtimeNs } = await stat(lock, { bigint: true });
    await writeFile(`${lock}.${ino}-${mtimeNs}`, "4194998 ");
    await lockDirectory(directory);
    expect(await readdir(directory)).toEqual(["lock"]);
  });
});
