import { withinTime } from "../within-time.ts";
import { type CheckpointStorage, createMemoryCheckpoints } from "./checkpoint-storage.ts";
import type { SequenceNumbers } from "./event-hub-data.ts";
import { prepareHubTriggers, type RunningTrigger } from "./event-hub-trigger.ts";
import { attachToCore } from "./functions-core.ts";
import { describeError, type Log, logToStderr } from "./host-log.ts";
import { buildRoutes } from "./http-routes.ts";
import { type HttpServer, startHttpServer } from "./http-server.ts";
import { createInvoker, type Invoker } from "./invoke.ts";
import { loadApp } from "./load-app.ts";
import { parseHostJson } from "./read-host-json.ts";
import { isDisabled, readTrigger, type Settings } from "./read-trigger.ts";
import { createRegistry, type RegisteredFunction, type Registry, runHooks } from "./registry.ts";
import { type RunningTimer, startTimers } from "./timer-trigger.ts";

export type HostOptions = {
  /** Imports the app. The library must find its core first, so nothing of the app may be imported before this call. */
  readonly load: () => Promise<unknown>;
  /** host.json, parsed but not validated. */
  readonly hostJson: unknown;
  /** On 127.0.0.1; 0 takes any free port. */
  readonly port: number;
  /** The page for `GET /`, from the host's address. Default: 404. */
  readonly homePage?: (url: string) => string;
  /** Connections, and settings that disable functions. Default: the environment. */
  readonly settings?: NodeJS.ProcessEnv;
  /** How far Event Hub triggers have read. Default: lost when the host stops. */
  readonly checkpoints?: CheckpointStorage;
  /** Production has changed their form. Default: "long", the newest. */
  readonly sequenceNumbers?: SequenceNumbers;
  /** Default: to stderr, warnings and worse, and what functions log at information. */
  readonly log?: Log;
};

export type Host = {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly port: number;
  /** The names of all functions that are not disabled. */
  readonly functions: readonly string[];
  /** Runs a timer function now. Fails when the function fails. */
  trigger(functionName: string): Promise<void>;
  /** Waits up to 5 s for running invocations and then up to 5 s for appTerminate hooks. Then another host may start. */
  stop(): Promise<void>;
};

const stopLimitMs = 5000;

/**
 * Runs a Function App with the genuine @azure/functions library but without Azure Functions Core Tools: HTTP, timer and Event
 * Hub triggers. Rejects with one error when the app or its settings are wrong.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const log = options.log ?? logToStderr;
  const registry = createRegistry();
  const core = attachToCore(registry, log);
  try {
    const running = await start(options, registry, log);
    let stopped: Promise<void> | undefined;
    return {
      url: `http://127.0.0.1:${running.server.port}`,
      port: running.server.port,
      functions: running.functions,
      trigger: async (functionName) => {
        const timer = running.timers.get(functionName);
        if (timer === undefined) throw new Error(`There is no timer function "${functionName}".`);
        await timer.runNow();
      },
      stop: () => {
        stopped ??= stop(running, registry, log).finally(core.detach);
        return stopped;
      },
    };
  } catch (error) {
    core.detach();
    throw error;
  }
}

type Running = {
  readonly functions: readonly string[];
  readonly invoker: Invoker;
  readonly server: HttpServer;
  readonly timers: ReadonlyMap<string, RunningTimer>;
  readonly hubTriggers: readonly RunningTrigger[];
  readonly appHookData: object;
};

async function start(options: HostOptions, registry: Registry, log: Log): Promise<Running> {
  const { functionTimeoutMs, routePrefix, eventHubs } = parseHostJson(options.hostJson);
  const settings = options.settings ?? process.env;
  const appHookData = {};
  const model = await loadApp(options.load, registry, appHookData);
  const invoker = createInvoker({ model, log, timeoutMs: functionTimeoutMs });
  const { invoke } = invoker;

  const triggers = enabledFunctions(registry, settings, log).map((fn) => readTrigger(fn, routePrefix));
  const routes = buildRoutes(triggers.flatMap((trigger) => (trigger.kind === "http" ? [trigger.http] : [])));
  const checkpoints = options.checkpoints ?? createMemoryCheckpoints();
  const { sequenceNumbers = "long" } = options;
  const startHubTriggers = await prepareHubTriggers(triggers, {
    settings,
    eventHubs,
    checkpoints,
    sequenceNumbers,
    invoke,
    log,
  });

  const server = await startHttpServer({ routes, invoke, log, homePage: options.homePage }, options.port);
  const functions = triggers.map(({ fn }) => fn.name);
  const timers = startTimers(triggers, invoke);
  return { functions, invoker, server, timers, hubTriggers: startHubTriggers(), appHookData };
}

/** The functions that no setting disables. */
const enabledFunctions = (registry: Registry, settings: Settings, log: Log): readonly RegisteredFunction[] =>
  [...registry.functions.values()].filter(({ name }) => {
    if (!isDisabled(name, settings)) return true;
    log({ level: "information", category: "Host.Startup", message: `Function '${name}' is disabled` });
    return false;
  });

async function stop({ invoker, server, timers, hubTriggers, appHookData }: Running, registry: Registry, log: Log) {
  const ended = await Promise.all([
    withinTime(server.close(), stopLimitMs),
    withinTime(invoker.idle(), stopLimitMs),
    ...[...timers.values()].map((timer) => withinTime(timer.stop(), stopLimitMs)),
    ...hubTriggers.map((trigger) => trigger.stop(stopLimitMs)),
  ]);
  server.cut();
  const warn = (message: string) => log({ level: "warning", category: "Host.Shutdown", message });
  if (ended.includes(false)) warn("Invocations that did not end in time are abandoned.");
  try {
    const hooks = runHooks(registry.hooks.appTerminate, { hookData: {}, appHookData });
    if (!(await withinTime(hooks, stopLimitMs))) warn("The appTerminate hooks did not end in time.");
  } catch (error) {
    warn(`An appTerminate hook has failed: ${describeError(error)}`);
  }
}
