import { appendFile, mkdtemp, readFile, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDiskLog, type StoredEvent } from "./disk-log.ts";
import {
  bodies,
  connectConsumer,
  connectProducer,
  eventually,
  numbered,
  read,
  startStandIn,
} from "./support/clients.ts";

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "event-hubs-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

async function sendAndStop(directory: string, values: unknown[]) {
  const standIn = await startStandIn({ directory });
  const producer = connectProducer(standIn.connectionString);
  await producer.sendBatch(values.map((body) => ({ body })));
  await producer.close();
  await standIn.stop();
}

async function restartAndRead(directory: string, count: number) {
  const { connectionString } = await startStandIn({ directory });
  const { events } = read(connectConsumer(connectionString));
  await eventually(() => expect(events).toHaveLength(count));
  return { events, connectionString };
}

describe("events in a directory", () => {
  it("are there after a restart, with their positions, and new ones follow on", async () => {
    const directory = await temporaryDirectory();
    await sendAndStop(directory, ["a", "b"]);
    const { events: before } = await restartAndRead(directory, 2);
    await sendAndStop(directory, ["c"]);
    const { events: after } = await restartAndRead(directory, 3);

    expect(bodies(after)).toEqual(["a", "b", "c"]);
    const positions = (events: typeof after) =>
      events.map(({ sequenceNumber, offset, enqueuedTimeUtc }) => ({ sequenceNumber, offset, enqueuedTimeUtc }));
    expect(positions(after).slice(0, 2)).toEqual(positions(before));
    expect(after[2]?.sequenceNumber).toBe(2);
    expect(Number(after[2]?.offset)).toBeGreaterThan(Number(after[1]?.offset));
  });

  it("can be read on from a position that was taken before the restart", async () => {
    const directory = await temporaryDirectory();
    await sendAndStop(directory, ["a", "b", "c"]);
    const { events, connectionString } = await restartAndRead(directory, 3);
    const { offset = "" } = events[1] ?? {};
    const reading = read(connectConsumer(connectionString), { startPosition: { offset } });
    await eventually(() => expect(bodies(reading.events)).toEqual(["c"]));
  });

  it("are on disk when the send is answered", async () => {
    const directory = await temporaryDirectory();
    const { connectionString } = await startStandIn({ directory });
    await connectProducer(connectionString).sendBatch([{ body: "needle" }]);
    expect(await readFile(join(directory, "audit", "0.log"), "utf8")).toContain("needle");
  });

  it("survive a torn last record, which is cut off", async () => {
    const directory = await temporaryDirectory();
    const file = join(directory, "audit", "0.log");
    await sendAndStop(directory, ["a", "b"]);
    await truncate(file, (await stat(file)).size - 5);
    await sendAndStop(directory, ["c"]);
    expect(bodies((await restartAndRead(directory, 2)).events)).toEqual(["a", "c"]);
  });
});

describe("a disk log", () => {
  const event = (sequenceNumber: number): StoredEvent => ({
    sequenceNumber,
    offset: sequenceNumber * 10,
    enqueuedMs: 1_700_000_000_000 + sequenceNumber,
    encoded: Buffer.from(`event ${sequenceNumber}`),
  });
  const events = numbered(10).map((_, index) => event(index));

  async function writtenLog() {
    const file = join(await temporaryDirectory(), "hub", "0.log");
    const { log } = openDiskLog(file, 100);
    log.append(events);
    log.close();
    return file;
  }

  function reopen(file: string, keep = 100) {
    const { events: found, log } = openDiskLog(file, keep);
    log.close();
    return found;
  }

  it("gives back what was appended", async () => {
    expect(reopen(await writtenLog())).toEqual(events);
  });

  it("cuts off a torn record wherever it is torn", async () => {
    const file = await writtenLog();
    const whole = await readFile(file);
    const recordBytes = whole.length / 10;
    for (let torn = 1; torn < recordBytes; torn += 1) {
      await truncate(file, whole.length - recordBytes);
      await appendFile(file, whole.subarray(-recordBytes, -torn));
      expect(reopen(file)).toEqual(events.slice(0, 9));
      expect((await stat(file)).size).toBe(whole.length - recordBytes);
    }
  });

  it("cuts off a damaged tail", async () => {
    const file = await writtenLog();
    await appendFile(file, Buffer.alloc(500, 0));
    expect(reopen(file)).toEqual(events);
  });

  it("keeps the newest events only, in the file too", async () => {
    const file = await writtenLog();
    expect(reopen(file, 3)).toEqual(events.slice(-3));
    expect(reopen(file)).toEqual(events.slice(-3));
  });
});
