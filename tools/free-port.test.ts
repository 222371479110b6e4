import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "./free-port.ts";

async function listenOn(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
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
