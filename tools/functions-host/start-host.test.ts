import { createServer } from "node:net";
import { app } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { startHost } from "./start-host.ts";
import { signal } from "./support/signal.ts";
import { startTestHost } from "./support/test-host.ts";

const registerPing = () => app.http("ping", { handler: () => ({ body: "pong" }) });
const quiet = { hostJson: {}, port: 0, settings: {}, log: () => {} };

describe("starting", () => {
  it("returns its address and functions", async () => {
    const host = await startTestHost(() => {
      registerPing();
      app.timer("tick", { schedule: "0 0 3 * * *", handler: () => {} });
    });
    expect(host.functions).toEqual(["ping", "tick"]);
    expect(host.url).toBe(`http://127.0.0.1:${host.port}`);
  });

  it("obeys the route prefix of host.json, also an empty one", async () => {
    const host = await startTestHost(registerPing, { hostJson: { extensions: { http: { routePrefix: "" } } } });
    expect(await (await fetch(`${host.url}/ping`)).text()).toBe("pong");
  });

  it("a second host is refused while one runs, and possible after it has stopped", async () => {
    const first = await startTestHost(registerPing);
    await expect(startTestHost(registerPing)).rejects.toThrow("already running");
    await first.stop();
    const second = await startTestHost(registerPing);
    expect((await fetch(`${second.url}/api/ping`)).status).toBe(200);
  });

  it("on a port in use fails with the port's number", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const address = blocker.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await expect(startTestHost(registerPing, { port })).rejects.toThrow(`Port ${port} is already in use`);
    await new Promise((resolve) => blocker.close(resolve));
  });

  it("with an invalid host.json names the setting", async () => {
    const hostJson = { functionTimeout: "soon" };
    await expect(startTestHost(registerPing, { hostJson })).rejects.toThrow(/functionTimeout/);
  });

  it("fails with 'no functions found' and the cause when the app throws before its first registration", async () => {
    const cause = new Error("TABLES_URL is missing");
    const starting = startHost({ ...quiet, load: () => Promise.reject(cause) });
    await expect(starting).rejects.toThrow(/no functions found.*TABLES_URL is missing/);
    await expect(starting).rejects.toHaveProperty("cause", cause);
  });

  it("fails with the app's own error when it throws after a registration", async () => {
    const load = async () => {
      registerPing();
      throw new Error("TABLES_URL is missing");
    };
    await expect(startHost({ ...quiet, load })).rejects.toThrow(/^TABLES_URL is missing$/);
  });

  it("fails when the app registers nothing", async () => {
    await expect(startHost({ ...quiet, load: async () => {} })).rejects.toThrow("no functions found");
  });

  it("fails when a function is registered twice", async () => {
    const twice = () => [registerPing(), registerPing()].forEach(() => {});
    await expect(startTestHost(twice)).rejects.toThrow('A function with id "ping" has already been registered.');
  });

  it("can be tried again after it has failed", async () => {
    await expect(startHost({ ...quiet, load: async () => {} })).rejects.toThrow();
    await expect(startTestHost(registerPing)).resolves.toBeDefined();
  });
});

describe("registering", () => {
  it("is refused once the host has started, as the real worker refuses it", async () => {
    await startTestHost(registerPing);
    expect(registerPing).toThrow("A function can only be registered during app startup.");
  });

  it("is refused when no host runs", async () => {
    await (await startTestHost(registerPing)).stop();
    expect(registerPing).toThrow("No host is running");
  });
});

describe("stopping", () => {
  it("waits for a request under way, then takes no more", async () => {
    const entered = signal();
    const leave = signal();
    const host = await startTestHost(() => {
      app.http("slow", {
        handler: async () => {
          entered.resolve();
          await leave.promise;
          return { body: "done" };
        },
      });
    });
    const answer = fetch(`${host.url}/api/slow`);
    await entered.promise;
    const stopped = host.stop();
    await expect(fetch(`${host.url}/api/slow`)).rejects.toThrow();
    leave.resolve();
    expect(await (await answer).text()).toBe("done");
    await stopped;
  });

  it("abandons a request that does not end within 5 s", async () => {
    const entered = signal();
    const host = await startTestHost(() => {
      app.http("stuck", {
        handler: () => {
          entered.resolve();
          return new Promise(() => {});
        },
      });
    });
    const answer = fetch(`${host.url}/api/stuck`);
    answer.catch(() => {});
    await entered.promise;
    await host.stop();
    await expect(answer).rejects.toThrow();
    expect(host.lines.map((line) => line.message)).toContain("Invocations that did not end in time are abandoned.");
  });

  it("twice is the same as once", async () => {
    const host = await startTestHost(registerPing);
    await Promise.all([host.stop(), host.stop()]);
    await host.stop();
  });
});

describe("hooks", () => {
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
      registerPing();
      app.hook.appStart(() => {
        throw new Error("not today");
      });
    });
    await expect(starting).rejects.toThrow("not today");
  });

  it("a failing appTerminate hook is logged and the host stops", async () => {
    const host = await startTestHost(() => {
      registerPing();
      app.hook.appTerminate(() => {
        throw new Error("no goodbye");
      });
    });
    await host.stop();
    expect(host.lines.map((line) => line.message).join()).toContain("no goodbye");
  });
});
