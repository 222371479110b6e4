import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "./free-port.ts";

async function listenOn(port: number): Promise<Server> {
  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return server;
}

it("is another port each time, and none that a connection can take", async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, freePort));
  expect(new Set(ports).size).toBe(20);
  expect(ports.filter((port) => port < 20_000 || port >= 32_768)).toEqual([]);
});

it("passes over a port that is taken", async () => {
  const taken = (await freePort()) + 1;
  await listenOn(taken);
  const port = await freePort();
  expect(port).not.toBe(taken);
  await listenOn(port);
});

it("is held for as long as the process runs, also while nobody listens on it", async () => {
  const port = await freePort();
  const other = createSocket("udp4").bind(port, "127.0.0.1");
  onTestFinished(() => void other.close());
  await expect(once(other, "listening")).rejects.toThrow("EADDRINUSE");
});
