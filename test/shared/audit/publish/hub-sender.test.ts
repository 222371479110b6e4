import { expect, it, vi } from "vitest";
import { makeHubSender, type Producer } from "../../../../shared/audit/publish/hub-sender.ts";
import { eventually } from "../../../support/eventually.ts";

const deadlineMs = 200;

/** A producer that answers at once. */
function readyProducer() {
  const producer = {
    createBatch: vi.fn(async () => ({ tryAdd: () => true })),
    sendBatch: vi.fn(async () => {}),
    getEventHubProperties: vi.fn(async () => ({})),
    close: vi.fn(async () => {}),
    destroy: vi.fn(),
  };
  return { producer, asProducer: producer as unknown as Producer };
}

it("makes no producer before one is needed, and one for all who need it at once", async () => {
  const make = vi.fn(async () => readyProducer().asProducer);
  const sender = makeHubSender(make);
  expect(make).not.toHaveBeenCalled();
  await Promise.all([sender.warm(deadlineMs), sender.check(deadlineMs), sender.send("chain", [], deadlineMs)]);
  expect(make).toHaveBeenCalledTimes(1);
});

it.each<[string, (sender: ReturnType<typeof makeHubSender>) => Promise<unknown>]>([
  ["a check", (sender) => sender.check(deadlineMs)],
  ["a send", (sender) => sender.send("chain", [], deadlineMs)],
  ["a warm-up", (sender) => sender.warm(deadlineMs)],
])("tries again after %s for which no producer could be made", async (_, ask) => {
  const make = vi.fn(async () => readyProducer().asProducer).mockRejectedValueOnce(new Error("no identity"));
  const sender = makeHubSender(make);
  await expect(ask(sender)).rejects.toThrow("no identity");
  await ask(sender);
  expect(make).toHaveBeenCalledTimes(2);
});

it("does not count the making of a producer against the deadline of a warm-up", async () => {
  const make = () => new Promise<Producer>((resolve) => setTimeout(() => resolve(readyProducer().asProducer), 50));
  await makeHubSender(make).warm(20);
});

it("closes a producer that comes after the deadline of a send, and takes another for the next", async () => {
  const late = readyProducer();
  let arrive = (_: Producer): void => {};
  const make = vi
    .fn(async () => readyProducer().asProducer)
    .mockImplementationOnce(() => new Promise<Producer>((resolve) => (arrive = resolve)));
  const sender = makeHubSender(make);
  await expect(sender.send("chain", [], 20)).rejects.toMatchObject({ name: "TimeoutError" });
  arrive(late.asProducer);
  await eventually(() => expect(late.producer.close).toHaveBeenCalled());
  await sender.send("chain", [], deadlineMs);
  expect(make).toHaveBeenCalledTimes(2);
});

it("keeps the producer of a later send when an earlier one could not be made after all", async () => {
  let fail = (_: Error): void => {};
  const make = vi
    .fn(async () => readyProducer().asProducer)
    .mockImplementationOnce(() => new Promise<Producer>((_, reject) => (fail = reject)));
  const sender = makeHubSender(make);
  await expect(sender.send("chain", [], 20)).rejects.toMatchObject({ name: "TimeoutError" });
  await sender.send("chain", [], deadlineMs);
  fail(new Error("no identity"));
  await new Promise(setImmediate);
  await sender.send("chain", [], deadlineMs);
  expect(make).toHaveBeenCalledTimes(2);
});

it("closes where there is something to close", async () => {
  const { producer, asProducer } = readyProducer();
  const sender = makeHubSender(async () => asProducer);
  await sender.close();
  expect(producer.close).not.toHaveBeenCalled();
  await sender.check(deadlineMs);
  await sender.close();
  expect(producer.close).toHaveBeenCalledTimes(1);
});
