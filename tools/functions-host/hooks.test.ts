import { app, type Disposable } from "@azure/functions";
import { expect, it } from "vitest";
import { startTestHost } from "./test-host.ts";

it("appStart runs before requests are served, appTerminate when the host stops", async () => {
  const events: string[] = [];
  const host = await startTestHost(() => {
    app.hook.appStart(async () => void events.push("start"));
    app.hook.appTerminate(async () => void events.push("terminate"));
    app.http("ping", { handler: () => ({ jsonBody: events.push("request") }) });
  });
  await fetch(`${host.url}/api/ping`);
  await host.stop();
  expect(events).toEqual(["start", "request", "terminate"]);
});

it("a failing appStart hook stops the start", async () => {
  const starting = startTestHost(() => {
    app.http("ping", { handler: () => ({}) });
    app.hook.appStart(() => {
      throw new Error("not today");
    });
  });
  await expect(starting).rejects.toThrow("not today");
});

it("a failing appTerminate hook is logged and the host stops all the same", async () => {
  const host = await startTestHost(() => {
    app.http("ping", { handler: () => ({}) });
    app.hook.appTerminate(() => {
      throw new Error("no goodbye");
    });
  });
  await host.stop();
  expect(host.lines.map((line) => line.message).join()).toContain("no goodbye");
});

it("preInvocation may change inputs and function, postInvocation result and error, sharing data", async () => {
  const host = await startTestHost(() => {
    app.hook.preInvocation((context) => {
      context.hookData.seen = context.invocationContext.functionName;
      const original = context.functionHandler;
      context.functionHandler = async (request, invocation) => original(request, invocation);
    });
    app.hook.postInvocation((context) => {
      if (context.error instanceof Error) {
        context.result = { body: `${context.hookData.seen}: ${context.error.message}` };
        context.error = null;
      }
    });
    app.http("broken", {
      handler: () => {
        throw new Error("mended");
      },
    });
  });
  expect(await (await fetch(`${host.url}/api/broken`)).text()).toBe("broken: mended");
});

it("a failing preInvocation hook fails the call and keeps the function from running", async () => {
  let calls = 0;
  const host = await startTestHost(() => {
    app.hook.preInvocation(() => {
      throw new Error("no entry");
    });
    app.http("ping", { handler: () => ({ jsonBody: calls++ }) });
  });
  expect([(await fetch(`${host.url}/api/ping`)).status, calls]).toEqual([500, 0]);
});

it("a disposed hook does not run any more", async () => {
  let calls = 0;
  let hook: Disposable | undefined;
  const host = await startTestHost(() => {
    hook = app.hook.preInvocation(() => void calls++);
    app.http("ping", { handler: () => ({}) });
  });
  await fetch(`${host.url}/api/ping`);
  hook?.dispose();
  await fetch(`${host.url}/api/ping`);
  expect(calls).toBe(1);
});

it("a log hook may change what a function logs", async () => {
  const host = await startTestHost(() => {
    app.hook.log((context) => {
      if (context.category !== "user") return;
      context.level = "warning";
      context.message = `${context.invocationContext?.functionName}: ${context.message}`;
    });
    app.http("ping", { handler: (_, context) => ({ jsonBody: context.log("call", 7) }) });
  });
  await fetch(`${host.url}/api/ping`);
  expect(host.lines).toContainEqual({ level: "warning", category: "Function.ping.User", message: "ping: call 7" });
});
