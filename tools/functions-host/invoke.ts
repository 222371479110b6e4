import { randomUUID } from "node:crypto";
import type {
  CoreInvocationContext,
  InvocationRequest,
  InvocationResponse,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from "./core-api.ts";
import { describeError, type Log } from "./host-log.ts";
import { type Hooks, type RegisteredFunction, runHooks } from "./registry.ts";

export type Invoke = (
  fn: RegisteredFunction,
  request: InvocationRequest,
  invocationId?: string,
) => Promise<InvocationResponse>;

export type Invoker = {
  readonly invoke: Invoke;
  /** Resolves as soon as no function is running. */
  idle(): Promise<void>;
};

export class FunctionTimeoutError extends Error {
  constructor(functionName: string, timeoutMs: number) {
    super(`Timeout value of ${timeoutMs / 1000} s exceeded by function '${functionName}'.`);
    this.name = "FunctionTimeoutError";
  }
}

type Dependencies = {
  readonly model: ProgrammingModel;
  readonly hooks: Hooks;
  readonly appHookData: object;
  readonly log: Log;
  /** null: functions may run for ever. */
  readonly timeoutMs: number | null;
};

/**
 * Runs functions through the library's invocation model. A failure is logged here, once, and thrown to the trigger.
 * A function that runs out of time is abandoned, not stopped: the platform has no cancellation signal for Node.js.
 */
export function createInvoker(dependencies: Dependencies): Invoker {
  const { log, timeoutMs } = dependencies;
  let running = 0;
  let onIdle = () => {};

  const invoke: Invoke = async (fn, request, invocationId = randomUUID()) => {
    running++;
    try {
      const response = runInvocation(dependencies, fn, request, invocationId);
      return await (timeoutMs === null ? response : withTimeout(response, fn.name, timeoutMs));
    } catch (error) {
      const message = `Executed 'Functions.${fn.name}' (Failed, Id=${invocationId})\n${describeError(error)}`;
      log({ level: "error", category: `Function.${fn.name}`, message });
      throw error;
    } finally {
      running--;
      if (running === 0) onIdle();
    }
  };

  const idle = () =>
    new Promise<void>((resolve) => {
      onIdle = resolve;
      if (running === 0) resolve();
    });
  return { invoke, idle };
}

/** The order of the real worker: arguments, preInvocation hooks, function, postInvocation hooks, response. */
async function runInvocation(
  { model, hooks, appHookData, log }: Dependencies,
  fn: RegisteredFunction,
  request: InvocationRequest,
  invocationId: string,
): Promise<InvocationResponse> {
  const coreContext: CoreInvocationContext = {
    invocationId,
    request,
    metadata: fn.metadata,
    state: undefined,
    log: (level, category, message) => logFromFunction(log, hooks, { fn, call, level, category, message }),
  };
  const call: HookCall = {
    hookData: {},
    appHookData,
    functionCallback: fn.callback,
    inputs: [],
    result: null,
    error: null,
  };

  const invocation = model.getInvocationModel(coreContext);
  const { context, inputs } = await invocation.getArguments();
  call.invocationContext = context;
  call.inputs = inputs;

  coreContext.state = "preInvocationHooks";
  await runHooks(hooks.preInvocation, call);

  coreContext.state = "invocation";
  try {
    call.result = await invocation.invokeFunction(context, call.inputs, call.functionCallback);
  } catch (error) {
    call.error = error;
  }

  coreContext.state = "postInvocationHooks";
  await runHooks(hooks.postInvocation, call);
  coreContext.state = undefined;

  if (call.error !== null && call.error !== undefined) throw call.error;
  return invocation.getResponse(context, call.result);
}

/** What invocation hooks see and may change, under the worker's names. */
type HookCall = {
  readonly hookData: object;
  readonly appHookData: object;
  invocationContext?: object;
  functionCallback: RegisteredFunction["callback"];
  inputs: unknown[];
  result: unknown;
  error: unknown;
};

type FunctionLog = {
  readonly fn: RegisteredFunction;
  readonly call: HookCall;
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly message: string;
};

/** A log hook may change the level and text of what a function logs, not of what the library logs. */
function logFromFunction(log: Log, hooks: Hooks, { fn, call, level, category, message }: FunctionLog): void {
  const line = {
    hookData: call.hookData,
    appHookData: call.appHookData,
    invocationContext: call.invocationContext,
    level,
    category,
    message,
  };
  for (const hook of hooks.log) hook(line);
  const shown = category === "user" ? line : { level, message };
  const suffix = category === "user" ? ".User" : "";
  log({ level: shown.level, category: `Function.${fn.name}${suffix}`, message: shown.message });
}

/** setTimeout cannot wait longer. */
const longestTimeoutMs = 2 ** 31 - 1;

function withTimeout<T>(running: Promise<T>, functionName: string, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new FunctionTimeoutError(functionName, timeoutMs));
    const timer = setTimeout(giveUp, Math.min(timeoutMs, longestTimeoutMs));
    running.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
