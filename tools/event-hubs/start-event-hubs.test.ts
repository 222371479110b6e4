import { describe, expect, it } from "vitest";
import { startEventHubs } from "./start-event-hubs.ts";
import { connectProducer, rejectionOf, startStandIn } from "./support/clients.ts";
import { isListening } from "./support/is-listening.ts";

describe("the stand-in", () => {
  it("names the port when it is in use", async () => {
    const { port } = await startStandIn();
    const error = await rejectionOf(startEventHubs({ port, hubs: [] }));
    expect(error.message).toContain(`127.0.0.1:${port}`);
    expect(error.message).toContain("in use");
  });

  it("leaves its port free when it cannot open its files", async () => {
    const { port, stop } = await startStandIn();
    await stop();
    const hubs = [{ name: "audit", partitions: 1, consumerGroups: [] }];
    await rejectionOf(startEventHubs({ port, hubs, directory: import.meta.filename }));
    expect(await isListening("127.0.0.1", port)).toBe(false);
  });

  it("listens on 127.0.0.1 only", async () => {
    const { port } = await startStandIn();
    expect(await isListening("127.0.0.1", port)).toBe(true);
    expect(await isListening("127.0.0.2", port)).toBe(false);
  });

  it("stops while clients are connected, twice if need be, and frees its port", async () => {
    const first = await startStandIn();
    await connectProducer(first.connectionString).sendBatch([{ body: 1 }]);
    await first.stop();
    await first.stop();
    const second = await startStandIn({ port: first.port });
    expect(second.port).toBe(first.port);
  });
});
