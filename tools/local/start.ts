import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createFileCheckpoints } from "../functions-host/file-checkpoints.ts";
import { findApp } from "../functions-host/find-app.ts";
import { readHostJson } from "../functions-host/read-host-json.ts";
import { type Host, startHost } from "../functions-host/start-host.ts";
import type { DirectoryLock } from "./data/lock-directory.ts";
import { chooseAuthentication, describeTokens } from "./issuer/choose-authentication.ts";
import { claimMachine } from "./start/claim-machine.ts";
import { describeRunning } from "./start/describe-running.ts";
import { homePage } from "./start/home-page.ts";
import { type LocalSettings, readLocalSettings } from "./start/local-settings.ts";
import { type PinnedApp, pinApp } from "./start/pin-app.ts";
import { type Stores, startStores, stopStores } from "./start/start-stores.ts";
import { watchNpm } from "./start/watch-npm.ts";

// Runs the whole product on this machine: the stores that are not configured, and the built app in the embedded host.
const programs = fileURLToPath(new URL(".", import.meta.url));
const builtApp = join(programs, "..", "package");

/** What runs so far, and has to be ended. */
const running: { lock?: DirectoryLock; stores?: Stores; app?: PinnedApp; host?: Host } = {};
let stopping: Promise<void> | null = null;

/** Ends what runs so far, the app first, so that it can still write to its stores. */
async function stop(exitCode: number): Promise<void> {
  const { app, host, stores, lock } = running;
  await host?.stop();
  const failed = stores !== undefined && !(await stopStores(stores.children));
  await Promise.all([lock?.release(), app?.release()]);
  process.exit(failed ? 1 : exitCode);
}

function stopOnce(exitCode = 0): void {
  stopping ??= stop(exitCode).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}

async function main(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopOnce());
  // A terminal that is closed takes nothing more.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  watchNpm(process.env, stopOnce);
  const settings = readLocalSettings(process.env);
  running.lock = await claimMachine(settings);
  running.stores = await startStores(settings, programs);
  for (const [name, child] of running.stores.children)
    child.exited.then(() => stopping ?? console.error(`${name} has ended; calls go on being answered without it.`));
  const { settings: authentication, issuer } = await chooseAuthentication(process.env);
  setEnvironment(running.stores, authentication);
  running.app = await chooseApp(settings);
  const host = await startApp(running.app.directory, settings);
  running.host = host;
  if (issuer !== null) console.log(describeTokens(issuer, host.url));
  console.log(describeRunning(host.url));
}

/** What the app is to run with, where nothing else is set. */
function setEnvironment({ connections }: Stores, authentication: Readonly<Record<string, string>>): void {
  // A store of the operator's own gets a starter configuration only where that is asked for.
  const seed = "TABLES_CONNECTION" in connections ? { SEED_STARTER_CONFIGURATION: "true" } : {};
  // "ready" is to mean that the configuration is loaded, on a slow or busy machine too.
  const startBudgetMs = process.env.START_BUDGET_MS || "10000";
  Object.assign(process.env, { ...seed, START_BUDGET_MS: startBudgetMs, ...authentication, ...connections });
}

/** What is built here may be built again while it runs. */
async function chooseApp({ APP_DIRECTORY = builtApp }: LocalSettings): Promise<PinnedApp> {
  if (relative(builtApp, APP_DIRECTORY) === "") return pinApp(builtApp, join(builtApp, "..", "running"));
  return { directory: APP_DIRECTORY, release: async () => {} };
}

async function startApp(directory: string, { DATA_DIR, HTTP_PORT }: LocalSettings): Promise<Host> {
  const keeping = DATA_DIR === undefined ? {} : { checkpoints: createFileCheckpoints(join(DATA_DIR, "checkpoints")) };
  return startHost({
    load: await findApp(directory),
    hostJson: await readHostJson(directory),
    port: HTTP_PORT,
    homePage: (url) => homePage(url, process.env.AUTHENTICATION),
    ...keeping,
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  stopOnce(1);
});
