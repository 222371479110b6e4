import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, stop } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../free-port.ts";
import { type ForkedEventHubs, forkEventHubs } from "./fork-event-hubs.ts";
import {
  appearing,
  bodies,
  connectConsumer,
  connectProducer,
  eventually,
  HUB,
  read,
  rejectionOf,
  startStandIn,
} from "./support/clients.ts";
import { isListening } from "./support/is-listening.ts";

/** Bundled CommonJS packages still call require(): give the module one. */
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
const HUBS = [{ name: HUB, partitions: 1, consumerGroups: [] }];

describe("the stand-in in a child process", () => {
  let directory: string;
  let modulePath: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "event-hubs-process-"));
    modulePath = join(directory, "event-hubs-process.mjs");
    const entryPoints = ["tools/event-hubs/event-hubs-process.ts"];
    await build({
      entryPoints,
      outfile: modulePath,
      bundle: true,
      platform: "node",
      format: "esm",
      banner: { js: REQUIRE },
    });
  });
  afterAll(async () => {
    // Its process would stay a child of this one, in which other files count theirs.
    await stop();
    await rm(directory, { recursive: true });
  });

  async function forkStandIn(options: { readonly directory?: string; readonly port?: number } = {}) {
    const standIn = await forkEventHubs({ modulePath, port: await freePort(), hubs: HUBS, ...options });
    onTestFinished(() => standIn.stop());
    return standIn;
  }

  async function storedIn({ connectionString }: ForkedEventHubs): Promise<unknown[]> {
    const { events } = read(connectConsumer(connectionString));
    await appearing(() => events[0]);
    return bodies(events);
  }

  it("serves the genuine clients", async () => {
    const standIn = await forkStandIn();
    await connectProducer(standIn.connectionString).sendBatch([{ body: "event" }]);
    expect(await storedIn(standIn)).toEqual(["event"]);
  });

  it("counts sends", async () => {
    const standIn = await forkStandIn();
    const producer = connectProducer(standIn.connectionString);
    for (const body of [1, 2, 3]) await producer.sendBatch([{ body }]);
    expect(await standIn.countSends()).toBe(3);
  });

  it("takes faults", async () => {
    const standIn = await forkStandIn();
    const producer = connectProducer(standIn.connectionString);
    await standIn.inject({ kind: "busy" }, { times: 1 });
    expect(await rejectionOf(producer.sendBatch([{ body: 1 }]))).toMatchObject({ code: "ServerBusyError" });
    await producer.sendBatch([{ body: 2 }]);
    expect(await storedIn(standIn)).toEqual([2]);
  });

  it("says why it cannot start", async () => {
    const { port } = await startStandIn();
    const error = await rejectionOf(forkEventHubs({ modulePath, port, hubs: HUBS }));
    expect(error.message).toContain(`127.0.0.1:${port}`);
  });

  it("keeps what it has answered for when it is killed", async () => {
    const directory = await mkdtemp(join(tmpdir(), "event-hubs-killed-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const killed = await forkStandIn({ directory });
    await connectProducer(killed.connectionString).sendBatch([{ body: "event" }]);
    killed.kill("SIGKILL");
    await killed.exited;
    expect(await storedIn(await forkStandIn({ directory, port: killed.port }))).toEqual(["event"]);
  });

  it("rejects requests that its death leaves unanswered", async () => {
    const standIn = await forkStandIn();
    standIn.kill("SIGSTOP");
    const unanswered = rejectionOf(standIn.countSends());
    standIn.kill("SIGKILL");
    expect((await unanswered).message).toContain("SIGKILL");
    expect((await rejectionOf(standIn.inject({ kind: "busy" }))).message).toContain("has ended");
  });

  it("leaves SIGINT to its parent and ends on SIGTERM", async () => {
    const standIn = await forkStandIn();
    standIn.kill("SIGINT");
    expect(await standIn.countSends()).toBe(0);
    standIn.kill("SIGTERM");
    await standIn.exited;
  });

  it("does not outlive a parent that is killed", async () => {
    const parentPath = join(directory, "parent.mjs");
    const source = `
      import { forkEventHubs } from "./tools/event-hubs/fork-event-hubs.ts";
      const { port } = await forkEventHubs({ modulePath: ${JSON.stringify(modulePath)}, port: 0, hubs: [] });
      process.send(port);
    `;
    const stdin = { contents: source, resolveDir: process.cwd() };
    await build({ stdin, outfile: parentPath, bundle: true, platform: "node", format: "esm", banner: { js: REQUIRE } });
    const parentProcess = fork(parentPath, { execArgv: [] });
    const [port] = await once(parentProcess, "message");
    expect(await isListening("127.0.0.1", port)).toBe(true);
    parentProcess.kill("SIGKILL");
    await eventually(async () => expect(await isListening("127.0.0.1", port)).toBe(false));
  });
});
