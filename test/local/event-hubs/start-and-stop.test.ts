import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { startEventHubs } from "../../../local/event-hubs/start-event-hubs.ts";
import { connectProducer, rejectionOf, startStandIn } from "./support/clients.ts";

function outcomeOfConnecting(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once("connect", () => resolve("connected"));
    socket.once("error", () => resolve("refused"));
    socket.once("close", () => socket.destroy());
    socket.unref();
  });
}

describe("the stand-in", () => {
  it("names the port when it is in use", async () => {
    const { port } = await startStandIn();
    const error = await rejectionOf(startEventHubs({ port, hubs: [] }));
    expect(error.message).toContain(`127.0.0.1:${port}`);
    expect(error.message).toContain("in use");
  });

  it("listens on 127.0.0.1 only", async () => {
    const { port } = await startStandIn();
    expect(await outcomeOfConnecting("127.0.0.1", port)).toBe("connected");
    expect(await outcomeOfConnecting("127.0.0.2", port)).toBe("refused");
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
