import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { childrenOf } from "../../../test/support/programs/processes.ts";
import { newTableName } from "../../../test/support/stores/use-tables.ts";
import { findPortFaults } from "./claim-machine.ts";
import { readLocalSettings } from "./local-settings.ts";
import { startStores, stopStores } from "./start-stores.ts";

const programs = fileURLToPath(new URL("../../../dist/local/", import.meta.url));
const anyPorts = { HTTP_PORT: "0", TABLES_PORT: "0", EVENT_HUBS_PORT: "0" };

/** Starts the stores that these settings leave to be started; they are stopped with the test. */
async function start(environment: Readonly<Record<string, string>>) {
  const stores = await startStores(readLocalSettings({ ...anyPorts, ...environment }), programs);
  onTestFinished(async () => void (await stopStores(stores.children)));
  return stores;
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "stores-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

describe("the stores", () => {
  it("are both started, each in a child process, when no connection is set", async () => {
    const { connections, children } = await start({});
    expect([...children.keys()].sort()).toEqual(["Event Hubs (stand-in)", "Table Storage (Azurite)"]);
    expect(Object.keys(connections).sort()).toEqual(["EVENT_HUBS_CONNECTION", "TABLES_CONNECTION"]);
    expect(await childrenOf(process.pid)).toHaveLength(2);
    await tableClient({ connectionString: connections.TABLES_CONNECTION ?? "" }, newTableName()).createTable();
  });

  it.each([
    ["TABLES_CONNECTION__tableServiceUri", ["EVENT_HUBS_CONNECTION"]],
    ["EVENT_HUBS_CONNECTION__fullyQualifiedNamespace", ["TABLES_CONNECTION"]],
  ])("are not started where %s is set", async (name, started) => {
    expect(Object.keys((await start({ [name]: "elsewhere" })).connections)).toEqual(started);
  });

  it("keep what they hold under the data directory", async () => {
    const directory = join(await temporaryDirectory(), "data");
    const { children } = await start({ DATA_DIR: directory });
    expect((await readdir(directory)).sort()).toEqual(["event-hubs", "tables"]);
    await stopStores(children);
  });

  it.each(["TABLES_PORT", "EVENT_HUBS_PORT"])("are all stopped again when %s is taken", async (name) => {
    const port = await takenPort();
    await expect(start({ [name]: String(port) })).rejects.toThrow(String(port));
    await vi.waitFor(async () => expect(await childrenOf(process.pid)).toEqual([]), 150_000);
  });
});

describe("the end of the stores", () => {
  it.each([
    ["all end well", [0, 0], true],
    ["one was killed, which is nobody's fault", [null, 0], true],
    ["one could not keep what it held", [0, 1], false],
  ])("reports whether the stores have saved their data: %s", async (_, codes, isKept) => {
    const children = codes.map((code, index) => {
      const store = { exited: Promise.resolve(code), stop: async () => {} };
      return [String(index), store] as const;
    });
    expect(await stopStores(new Map(children))).toBe(isKept);
  });
});

describe("the check of the ports", () => {
  const check = (environment: Readonly<Record<string, string>>) =>
    findPortFaults(readLocalSettings({ ...anyPorts, ...environment }));

  it("finds nothing wrong with free ports", async () => {
    expect(await check({})).toEqual([]);
  });

  it.each(["HTTP_PORT", "TABLES_PORT", "EVENT_HUBS_PORT"])("names %s when it is taken", async (name) => {
    const port = String(await takenPort());
    expect(await check({ [name]: port })).toEqual([
      expect.stringMatching(new RegExp(`^Port ${port} .*set ${name} to another`)),
    ]);
  });

  it("names all that are taken, and those that are given twice", async () => {
    const [http, tables] = [String(await takenPort()), String(await takenPort())];
    expect(await check({ HTTP_PORT: http, TABLES_PORT: tables, EVENT_HUBS_PORT: http })).toEqual([
      expect.stringMatching(new RegExp(`^Port ${http} .*set HTTP_PORT to another`)),
      expect.stringMatching(new RegExp(`^Port ${tables} .*set TABLES_PORT to another`)),
      expect.stringMatching(new RegExp(`^Port ${http} is that of HTTP_PORT too; set EVENT_HUBS_PORT to another`)),
    ]);
  });

  it.each([
    ["TABLES_PORT", "TABLES_CONNECTION"],
    ["TABLES_PORT", "TABLES_CONNECTION__tableServiceUri"],
    ["EVENT_HUBS_PORT", "EVENT_HUBS_CONNECTION"],
    ["EVENT_HUBS_PORT", "EVENT_HUBS_CONNECTION__fullyQualifiedNamespace"],
  ])("does not mind that %s is taken where %s is set", async (portName, connectionName) => {
    expect(await check({ [portName]: String(await takenPort()), [connectionName]: "elsewhere" })).toEqual([]);
  });
});
