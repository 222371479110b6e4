import { randomUUID } from "node:crypto";
import type { CoreInvocationContext, InvocationRequest, InvocationResponse, ProgrammingModel } from "./core-api.ts";
import { describeError, type Log } from "./host-log.ts";
import type { RegisteredFunction } from "./registry.ts";

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
  readonly log: Log;
  /** null: no limit. */
  readonly timeoutMs: number | null;
};

/**
 * Runs functions through the library's invocation model. An error is logged here, once, and thrown to the trigger.
 * A function that exceeds its time is abandoned, not stopped: the platform has no cancellation signal for Node.js.
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

async function runInvocation(
  { model, log }: Dependencies,
  fn: RegisteredFunction,
  request: InvocationRequest,
  invocationId: string,
): Promise<InvocationResponse> {
  const coreContext: CoreInvocationContext = {
    invocationId,
    request,
    metadata: fn.metadata,
    state: undefined,
    log: (level, category, message) => {
      const suffix = category === "user" ? ".User" : "";
      log({ level, category: `Function.${fn.name}${suffix}`, message });
    },
  };
  const invocation = model.getInvocationModel(coreContext);
  const { context, inputs } = await invocation.getArguments();
  coreContext.state = "invocation";
  const result = await invocation.invokeFunction(context, inputs, fn.callback).finally(() => {
    coreContext.state = undefined;
  });
  return invocation.getResponse(context, result);
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
