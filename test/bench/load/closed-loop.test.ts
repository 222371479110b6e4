import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { closedLoop } from "../../../bench/load/closed-loop.ts";
import { postOf } from "../../../bench/load/connection.ts";

const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, { "content-length": "2" }).end("ok"));
});

afterEach(() => server.close());

describe("the closed loop", () => {
  it("keeps sending over its connections until the time is over, and counts what is not as expected", async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    let connections = 0;
    server.on("connection", () => connections++);
    const { port } = server.address() as AddressInfo;
    const result = await closedLoop({
      port,
      requests: [postOf("/a", { a: "é" })],
      connections: 3,
      durationMs: 1_000,
      isExpected: () => false,
    });
    expect(connections).toBe(3);
    expect(result.latenciesMs.length).toBeGreaterThan(3);
    expect(result.unexpected).toBe(result.latenciesMs.length);
  });
});
