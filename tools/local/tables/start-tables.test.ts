import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { stillRunning } from "../../../test/support/programs/processes.ts";
import { forkTables } from "./fork-tables.ts";
import { startTables, type Tables, tablesFile } from "./start-tables.ts";

const modulePath = fileURLToPath(new URL("../../../dist/local/tables-process.js", import.meta.url));
const row = { partitionKey: "a", rowKey: "b" };

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "tables-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** Each way to run the tables: in this process, and in one of their own. */
const ways: readonly [string, (options: { port: number; directory?: string }) => Promise<Tables>][] = [
  ["in this process", startTables],
  ["in a process of their own", (options) => forkTables({ ...options, modulePath })],
];

describe.each(ways)("tables %s", (_, start) => {
  it("serve the genuine client", async () => {
    const tables = await start({ port: 0 });
    const client = tableClient(tables, "Numbers");
    await client.createTable();
    await client.createEntity({ ...row, shortCode: "000", note: "é😀" });
    expect(await client.getEntity("a", "b")).toMatchObject({ shortCode: "000", note: "é😀" });
    await tables.stop();
  });

  it("keep everything in their directory", async () => {
    const directory = await temporaryDirectory();
    const first = await start({ port: 0, directory });
    await tableClient(first, "Numbers").createTable();
    await tableClient(first, "Numbers").createEntity({ ...row, shortCode: "999" });
    await first.stop();
    const second = await start({ port: 0, directory });
    expect(await tableClient(second, "Numbers").getEntity("a", "b")).toMatchObject({ shortCode: "999" });
    await second.stop();
  });

  it("say in one line which port is taken", async () => {
    const first = await start({ port: 0 });
    await expect(start({ port: first.port })).rejects.toThrow(
      `Port ${first.port} for tables is in use; set TABLES_PORT to another.`,
    );
    await first.stop();
  });
});

describe("tables", () => {
  it("in memory begin with what others have left in a directory, and leave it as it is", async () => {
    const directory = await temporaryDirectory();
    const kept = await startTables({ port: 0, directory });
    await tableClient(kept, "Numbers").createTable();
    await tableClient(kept, "Numbers").createEntity({ ...row, shortCode: "999" });
    await kept.stop();
    const beginWith = join(directory, tablesFile);
    for (let times = 0; times < 2; times += 1) {
      const tables = await startTables({ port: 0, beginWith });
      const client = tableClient(tables, "Numbers");
      expect(await client.getEntity("a", "b")).toMatchObject({ shortCode: "999" });
      await client.createEntity({ partitionKey: "a", rowKey: "c" });
      await client.deleteEntity("a", "b");
      await tables.stop();
    }
  });

  it("refuse a wrong key", async () => {
    const tables = await startTables({ port: 0 });
    const connectionString = tables.connectionString.replace(/AccountKey=[^;]+/, "AccountKey=d3Jvbmc=");
    await expect(tableClient({ connectionString }, "Numbers").createTable()).rejects.toMatchObject({ statusCode: 403 });
    await tables.stop();
  });

  it("forget everything when they stop, without a directory", async () => {
    const first = await startTables({ port: 0 });
    await tableClient(first, "Numbers").createTable();
    await first.stop();
    const second = await startTables({ port: first.port });
    await expect(tableClient(second, "Numbers").getEntity("a", "b")).rejects.toMatchObject({ statusCode: 404 });
    await second.stop();
  });
});

describe("the tables' process", () => {
  it("ends on stop()", async () => {
    const tables = await forkTables({ port: 0, modulePath });
    await tables.stop();
    expect(await stillRunning([tables.pid])).toEqual([]);
  });

  it.skipIf(process.platform === "win32")(
    "ends with an error when the disk is full, and has kept what it answered",
    async () => {
      const directory = await temporaryDirectory();
      const limited = spawn("sh", ["-c", `ulimit -f 200; exec "${process.execPath}" "${modulePath}"`], {
        env: { ...process.env, TABLES_PORT: "0", TABLES_DIRECTORY: directory },
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      });
      onTestFinished(() => void limited.kill("SIGKILL"));
      let stderr = "";
      limited.stderr?.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      const ended = once(limited, "exit");
      const [ready]: { connectionString: string }[] = await once(limited, "message");
      const client = tableClient({ connectionString: ready?.connectionString ?? "" }, "Numbers");
      await client.createTable();
      const kept: string[] = [];
      for (let failed = false; !failed; ) {
        const rowKey = `row-${kept.length}`;
        const stored = client.createEntity({ partitionKey: "a", rowKey, text: "x".repeat(10_000) });
        failed = await stored.then(
          () => kept.push(rowKey) === 0,
          () => true,
        );
      }
      expect((await ended)[0]).toBe(1);
      expect(stderr).toMatch(/^Table Storage \(Azurite\) ends: a change could not be written \(E/m);
      const tables = await startTables({ port: 0, directory });
      onTestFinished(() => tables.stop());
      expect(kept.length).toBeGreaterThan(3);
      for (const rowKey of kept) await tableClient(tables, "Numbers").getEntity("a", rowKey);
    },
  );

  it("reports that it was killed, and stop() still ends", async () => {
    const tables = await forkTables({ port: 0, modulePath });
    tables.kill("SIGKILL");
    await tables.exited;
    await tables.stop();
  });
});
