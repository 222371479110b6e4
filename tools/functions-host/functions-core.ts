import Module from "node:module";
import type { CoreApi, ProgrammingModel } from "./core-api.ts";
import type { Log } from "./host-log.ts";
import type { Registry } from "./registry.ts";

const coreModuleId = "@azure/functions-core";

class Disposable {
  readonly #onDispose: () => void;
  constructor(onDispose: () => void) {
    this.#onDispose = onDispose;
  }
  dispose(): void {
    this.#onDispose();
  }
}

/** The host that is running, if one is. The library keeps the first core it sees, so one core serves every host. */
let attached: { readonly registry: Registry; readonly log: Log } | null = null;
/** The library hands its model over once for each copy of itself, at the first `app.*` call: it outlives a host. */
let programmingModel: ProgrammingModel | null = null;
let installed = false;

const core: CoreApi = {
  version: "4.0.0-embedded",
  hostVersion: "4.0.0-embedded",
  registerFunction: (metadata, callback) => new Disposable(runningHost().registry.registerFunction(metadata, callback)),
  registerHook: (name, callback) => new Disposable(runningHost().registry.registerHook(name, callback)),
  setProgrammingModel: (model) => {
    programmingModel = model;
  },
  getProgrammingModel: () => programmingModel,
  log: (level, _category, message) => attached?.log({ level, category: "Worker", message }),
  Disposable,
};

/**
 * Makes `registry` the one that `app.*` calls reach. Must come before the app's modules are loaded: the library looks for
 * its core once, and without one it ignores every registration for the rest of the process.
 */
export function attachToCore(registry: Registry, log: Log): { detach(): void } {
  if (attached !== null) throw new Error("A host is already running in this process. Stop it before starting another.");
  installCore();
  const own = { registry, log };
  attached = own;
  return {
    detach: () => {
      if (attached === own) attached = null;
    },
  };
}

export const currentProgrammingModel = (): ProgrammingModel | null => programmingModel;

function runningHost() {
  if (attached === null) throw new Error("No host is running: functions and hooks register while a host starts.");
  return attached;
}

/** Answers `require("@azure/functions-core")` from the prototype, as the real worker does; no such package exists. */
function installCore(): void {
  if (installed) return;
  installed = true;
  const requireFromDisk = Module.prototype.require;
  Module.prototype.require = function (this: Module, id: string): unknown {
    return id === coreModuleId ? core : requireFromDisk.call(this, id);
  };
}
