import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { postOf } from "../../../bench/load/connection.ts";
import { givenUp, openLoop } from "../../../bench/load/open-loop.ts";

const answer = (response: ServerResponse): void => void response.writeHead(200, { "content-length": "2" }).end("ok");
let onRequest = answer;
const server = createServer((request, response) => void request.resume().on("end", () => onRequest(response)));

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function load(connections: number, perSecond = 200) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const requests = [postOf("/a", { a: 1 })];
  const kindOf = (response: string) => response.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length);
  return { port, requests, connections, kindOf, perSecond, durationMs: 500 };
}

describe("the open loop", () => {
  it("sends as many requests as its rate asks for, each due when it should be", async () => {
    onRequest = answer;
    const answered = await openLoop(await load(8, 40));
    expect(answered.map(({ dueMs }) => dueMs).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i * 25),
    );
    expect(new Set(answered.map(({ kind }) => kind))).toEqual(new Set(["200"]));
  });

  it("counts the wait of a request that was due while the server was held up", async () => {
    const held: ServerResponse[] = [];
    onRequest = (response) => {
      held.push(response);
      if (held.length > 1) return;
      setTimeout(() => {
        onRequest = answer;
        for (const each of held) answer(each);
      }, 300);
    };
    const answered = await openLoop(await load(1));
    expect(answered).toHaveLength(100);
    const dueEarly = answered.filter(({ dueMs }) => dueMs < 100);
    expect(Math.min(...dueEarly.map(({ latencyMs }) => latencyMs))).toBeGreaterThan(150);
  });

  it("gives up what could not be sent in twice the time", async () => {
    onRequest = (response) => void setTimeout(() => answer(response), 1_500);
    const answered = await openLoop(await load(1));
    expect(answered.filter(({ kind }) => kind === "200")).toHaveLength(1);
    expect(answered.filter(({ kind }) => kind === givenUp)).toHaveLength(99);
  });

  it("sends no more once it is over, and has the answers to what it sent", async () => {
    onRequest = answer;
    let answers = 0;
    const options = await load(8);
    const kindOf = () => String(++answers);
    const answered = await openLoop({ ...options, durationMs: 60_000, isOver: () => answers >= 20, kindOf });
    expect(answered.length).toBeGreaterThanOrEqual(20);
    expect(answered).toHaveLength(answers);
  });

  it("fails when the server closes a connection", async () => {
    onRequest = (response) => response.destroy();
    await expect(openLoop(await load(2))).rejects.toThrow();
  });
});
