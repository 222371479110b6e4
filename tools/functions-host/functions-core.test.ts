import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import type * as Library from "@azure/functions";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CoreInvocationContext, ProgrammingModel } from "./core-api.ts";
import { startTestHost } from "./support/test-host.ts";

/*
 * This host answers a require() that Microsoft documents nowhere. These tests name all that it relies on, so that a new
 * version of the library that moves the seam fails here, and not in some call.
 */

const require = createRequire(import.meta.url);
const libraryPath = require.resolve("@azure/functions");

/** Remembers the names of the members that are read. */
const recording = <T extends object>(target: T, touched: Set<string>): T =>
  new Proxy(target, {
    get: (object, member, receiver) => {
      touched.add(String(member));
      return Reflect.get(object, member, receiver);
    },
  });

/** A copy of the library that has not been used yet. */
function loadFreshLibrary(): typeof Library {
  delete require.cache[libraryPath];
  return require(libraryPath);
}

describe("the library", () => {
  const originalRequire = Module.prototype.require;
  const required: string[] = [];
  const touched = new Set<string>();
  let model: ProgrammingModel | undefined;

  const core = {
    registerFunction: () => ({ dispose: () => {} }),
    registerHook: () => ({ dispose: () => {} }),
    setProgrammingModel: (given: ProgrammingModel) => {
      model = given;
    },
    log: () => {},
  };

  beforeEach(() => {
    required.length = 0;
    touched.clear();
    Module.prototype.require = function (this: Module, id: string): unknown {
      if (!id.startsWith("@azure/functions-core")) return originalRequire.call(this, id);
      required.push(id);
      return recording(core, touched);
    };
  });

  afterEach(() => {
    Module.prototype.require = originalRequire;
  });

  it("is the version that this host was written for, pinned exactly", () => {
    const ours = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(ours.dependencies["@azure/functions"]).toBe("4.16.5");
    expect(require("@azure/functions/package.json").version).toBe("4.16.5");
  });

  it("requires its core once, at the first app call", () => {
    const { app } = loadFreshLibrary();
    expect(required).toEqual([]);
    app.http("a", { handler: () => ({}) });
    app.timer("b", { schedule: "0 0 3 * * *", handler: () => {} });
    app.hook.preInvocation(() => {});
    expect(required).toEqual(["@azure/functions-core"]);
  });

  it("uses four members of the core and no others", () => {
    const { app } = loadFreshLibrary();
    app.setup({ capabilities: { example: true } });
    app.http("a", { handler: () => ({}) });
    app.eventHub("b", { connection: "c", eventHubName: "d", handler: () => {} });
    for (const hook of [app.hook.appStart, app.hook.appTerminate, app.hook.log]) hook(() => {});
    expect([...touched].sort()).toEqual(["log", "registerFunction", "registerHook", "setProgrammingModel"]);
  });

  it("uses five members of an invocation's context and no others", async () => {
    loadFreshLibrary().app.http("a", { handler: () => ({}) });
    const members = new Set<string>();
    const coreContext: CoreInvocationContext = {
      invocationId: "1",
      request: { inputData: [{ name: "timer", data: { json: "{}" } }] },
      metadata: { name: "a", bindings: { timer: { type: "timerTrigger", direction: "in" } } },
      state: undefined,
      log: () => {},
    };
    if (model === undefined) throw new Error("the library set no programming model");
    const invocation = model.getInvocationModel(recording(coreContext, members));
    const { context, inputs } = await invocation.getArguments();
    const say = () => (context as Library.InvocationContext).log("something");
    const result = await invocation.invokeFunction(context, inputs, say);
    say();
    await invocation.getResponse(context, result);
    expect([...members].sort()).toEqual(["invocationId", "log", "metadata", "request", "state"]);
  });
});

it("a fresh copy of the library finds this host's core", async () => {
  const host = await startTestHost(() => {
    loadFreshLibrary().app.http("ping", { handler: () => ({ body: "pong" }) });
  });
  expect(await (await fetch(`${host.url}/api/ping`)).text()).toBe("pong");
});

it("an app that streams HTTP is refused, because this host cannot run it", async () => {
  const starting = startTestHost(() => {
    const { app } = loadFreshLibrary();
    app.setup({ enableHttpStream: true });
    app.http("ping", { handler: () => ({}) });
  });
  await expect(starting).rejects.toThrow("enableHttpStream");
});
