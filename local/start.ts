import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFileCheckpoints } from "./host/file-checkpoints.ts";
import { findApp } from "./host/find-app.ts";
import { readHostJson } from "./host/read-host-json.ts";
import { startHost } from "./host/start-host.ts";
import { checkPorts } from "./start/check-ports.ts";
import { describeRunning } from "./start/describe-running.ts";
import { readLocalSettings } from "./start/local-settings.ts";
import { startStores, stopStores } from "./start/start-stores.ts";

// Runs the whole product on this machine: the stores that are not configured, and the built app in the embedded host.
const programs = fileURLToPath(new URL(".", import.meta.url));
const thisApp = join(programs, "..", "..");

async function main(): Promise<void> {
  const settings = readLocalSettings(process.env);
  await checkPorts(settings);
  const appDirectory = settings.APP_DIRECTORY ?? thisApp;
  const { connections, children } = await startStores(settings, programs);
  let stopping = false;
  for (const [name, child] of children)
    child.exited.then(() => stopping || console.error(`${name} has ended; calls go on being answered without it.`));
  // "ready" is to mean that the configuration is loaded, on a slow or busy machine too.
  const startBudgetMs = process.env.START_BUDGET_MS || "10000";
  // A store of the operator's own gets a starter configuration only where that is asked for.
  const seed = "TABLES_CONNECTION" in connections ? { SEED_STARTER_CONFIGURATION: "true" } : {};
  // Nobody but this machine can reach it.
  const authentication = process.env.AUTHENTICATION || "none";
  Object.assign(process.env, {
    ...seed,
    START_BUDGET_MS: startBudgetMs,
    AUTHENTICATION: authentication,
    ...connections,
  });
  try {
    const host = await startHost({
      load: await findApp(appDirectory),
      hostJson: await readHostJson(appDirectory),
      port: settings.HTTP_PORT,
      ...(settings.DATA_DIR === undefined
        ? {}
        : { checkpoints: createFileCheckpoints(join(settings.DATA_DIR, "checkpoints")) }),
    });
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      await host.stop();
      await stopStores(children);
      process.exit(0);
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    console.log(describeRunning(host.url));
  } catch (error) {
    stopping = true;
    await stopStores(children);
    throw error;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
