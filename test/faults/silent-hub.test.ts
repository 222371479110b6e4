import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { connectionStringFor } from "../../tools/event-hubs/connection-string.ts";
import { eventually } from "../support/eventually.ts";
import { startAmqpProxy } from "../support/stores/amqp-proxy.ts";
import { connectAuditSender, startAuditHub } from "../support/stores/audit-hub.ts";
import { chainOfCalls } from "../support/trail/trail.ts";

const sends = 12;

/** Takes connections and never says a word. */
async function startSilentServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    socket.resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { connectionString: connectionStringFor(port), open: () => sockets.size };
}

describe("an Event Hubs that does not answer", () => {
  it("(no connection at all) costs no socket for longer than a send and its end take", async () => {
    const silent = await startSilentServer();
    const sender = await connectAuditSender(silent);
    for (let send = 0; send < sends; send += 1) await expect(sender.warm(50)).rejects.toThrow("no answer");
    await eventually(() => expect(silent.open()).toBe(0));
  });

  it("(no event) costs no socket for longer than a send and its end take", async () => {
    const hub = await startAuditHub();
    await hub.inject({ kind: "silent" });
    const proxy = await startAmqpProxy(hub);
    const sender = await connectAuditSender(proxy);
    const events = chainOfCalls(1, new Date().toISOString());
    for (let send = 0; send < sends; send += 1)
      await expect(sender.send("chain", events, 300)).rejects.toThrow("no answer");
    await eventually(() => expect(proxy.open()).toBe(0));
    await hub.inject({ kind: "none" });
    await sender.send("chain", events, 5_000);
    expect(proxy.open()).toBe(1);
  });
});
