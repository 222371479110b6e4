import Module from "node:module";
import type { CoreApi, ProgrammingModel, Registration } from "./core-api.ts";
import type { Log } from "./host-log.ts";
import type { Registry } from "./registry.ts";

const coreModuleId = "@azure/functions-core";

/** The running host, if any. The library keeps the first core that it finds, so all hosts share one core. */
let attached: { readonly registry: Registry; readonly log: Log } | null = null;
/** Each copy of the library sets its model once, at its first `app.*` call, so the model must outlive the host. */
let programmingModel: ProgrammingModel | null = null;
let installed = false;

const permanent: Registration = {
  dispose() {
    throw new Error("This host cannot remove what has been registered.");
  },
};

const core: CoreApi = {
  registerFunction: (metadata, callback) => {
    runningHost().registry.registerFunction(metadata, callback);
    return permanent;
  },
  registerHook: (name, callback) => {
    runningHost().registry.registerHook(name, callback);
    return permanent;
  },
  setProgrammingModel: (model) => {
    programmingModel = model;
  },
  log: (level, _category, message) => attached?.log({ level, category: "Worker", message }),
};

/**
 * Makes `registry` the one that `app.*` calls reach. Call it before the app's modules are loaded: the library looks for its
 * core once, and without one it ignores every registration for the rest of the process.
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

/** Answers `require("@azure/functions-core")` in the prototype, as the real worker does; no such package exists. */
function installCore(): void {
  if (installed) return;
  installed = true;
  const requireFromDisk = Module.prototype.require;
  Module.prototype.require = function (this: Module, id: string): unknown {
    return id === coreModuleId ? core : requireFromDisk.call(this, id);
  };
}
