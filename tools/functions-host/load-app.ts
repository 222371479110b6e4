import type { ProgrammingModel } from "./core-api.ts";
import { currentProgrammingModel } from "./functions-core.ts";
import { type Registry, runHooks } from "./registry.ts";

/**
 * Loads the app and runs its appStart hooks. After that no function can be added. When an app fails before its first
 * registration, the real host only reports that there are no functions; here the error keeps its cause.
 */
export async function loadApp(
  load: () => Promise<unknown>,
  registry: Registry,
  appHookData: object,
): Promise<ProgrammingModel> {
  try {
    await load();
  } catch (cause) {
    if (registry.functions.size > 0) throw cause;
    throw new Error(`no functions found: the app failed before its first registration: ${String(cause)}`, { cause });
  }
  await runHooks(registry.hooks.appStart, { hookData: {}, appHookData, functionAppDirectory: process.cwd() });
  registry.lock();

  const model = currentProgrammingModel();
  if (registry.functions.size === 0 || model === null) {
    throw new Error(
      "no functions found: the app registered none with app.http(), app.timer() and the like. " +
        "(An @azure/functions that was used before any host started registers nothing in this process.)",
    );
  }
  const capabilities = await model.getCapabilities({});
  if (capabilities.HttpUri !== undefined) throw new Error("This host does not run apps with enableHttpStream.");
  return model;
}
