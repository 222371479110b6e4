import type { BindingInfo, FunctionCallback, FunctionMetadata, HookCallback, HookName } from "./core-api.ts";

export type RegisteredFunction = {
  readonly name: string;
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
};

export type Hooks = Readonly<Record<HookName, HookCallback[]>>;

/** What one app registers with one host during its start. */
export type Registry = {
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  readonly hooks: Hooks;
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): void;
  registerHook(name: string, callback: HookCallback): void;
  /** After this no function can be added. */
  lock(): void;
};

export function createRegistry(): Registry {
  const functions = new Map<string, RegisteredFunction>();
  const hooks: Hooks = { appStart: [], appTerminate: [] };
  let locked = false;

  return {
    functions,
    hooks,
    registerFunction(metadata, callback) {
      // These two messages are the real worker's.
      if (locked) throw new Error("A function can only be registered during app startup.");
      const id = metadata.functionId ?? metadata.name;
      if (functions.has(id)) throw new Error(`A function with id "${id}" has already been registered.`);
      functions.set(id, { name: metadata.name, metadata, callback });
    },
    registerHook(name, callback) {
      if (!isHookName(name, hooks)) throw new RangeError(`This host runs no "${name}" hooks.`);
      hooks[name].push(callback);
    },
    lock() {
      locked = true;
    },
  };
}

/** Runs hooks in the order of their registration. The first error ends the run. */
export async function runHooks(callbacks: readonly HookCallback[], context: object): Promise<void> {
  for (const callback of callbacks) await callback(context);
}

/** The one binding that starts the function; the library allows exactly one. */
export function triggerOf(metadata: FunctionMetadata): { readonly name: string; readonly binding: BindingInfo } {
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    if (/trigger$/i.test(binding.type)) return { name, binding };
  }
  throw new Error(`Function "${metadata.name}" has no trigger.`);
}

const isHookName = (name: string, hooks: Hooks): name is HookName => Object.hasOwn(hooks, name);
