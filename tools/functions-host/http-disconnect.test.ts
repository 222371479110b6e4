import { connect } from "node:net";
import { app } from "@azure/functions";
import { expect, it } from "vitest";
import { signal } from "./support/signal.ts";
import { startTestHost } from "./support/test-host.ts";

it("a client that leaves in the middle of its body starts no invocation and harms nobody", async () => {
  let calls = 0;
  const host = await startTestHost(() => {
    app.http("count", {
      methods: ["POST"],
      handler: async () => {
        calls++;
        return {};
      },
    });
  });
  await new Promise<void>((resolve) => {
    const socket = connect(host.port, "127.0.0.1", () => {
      socket.write("POST /api/count HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nonly this", () =>
        socket.destroy(),
      );
    });
    socket.on("close", () => resolve());
  });
  expect((await fetch(`${host.url}/api/count`, { method: "POST", body: "x" })).status).toBe(200);
  expect(calls).toBe(1);
});

it("a client that leaves while the function runs harms nobody", async () => {
  const entered = signal();
  const leave = signal();
  const done = signal();
  const host = await startTestHost(() => {
    app.http("slow", {
      handler: async () => {
        entered.resolve();
        await leave.promise;
        done.resolve();
        return { body: "too late" };
      },
    });
    app.http("quick", { handler: () => ({ body: "here" }) });
  });
  const client = new AbortController();
  const abandoned = fetch(`${host.url}/api/slow`, { signal: client.signal });
  await entered.promise;
  client.abort();
  await expect(abandoned).rejects.toThrow();
  leave.resolve();
  await done.promise;
  expect(await (await fetch(`${host.url}/api/quick`)).text()).toBe("here");
});

it("stopping waits for a function whose client has left", async () => {
  const entered = signal();
  const leave = signal();
  let hasEnded = false;
  const host = await startTestHost(() => {
    app.http("slow", {
      handler: async () => {
        entered.resolve();
        await leave.promise;
        hasEnded = true;
        return {};
      },
    });
  });
  const client = new AbortController();
  const abandoned = fetch(`${host.url}/api/slow`, { signal: client.signal });
  await entered.promise;
  client.abort();
  await expect(abandoned).rejects.toThrow();
  const stopped = host.stop();
  leave.resolve();
  await stopped;
  expect(hasEnded).toBe(true);
});
