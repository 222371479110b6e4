import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createFileCheckpoints } from "../functions-host/file-checkpoints.ts";
import { findApp } from "../functions-host/find-app.ts";
import { readHostJson, withFunctionTimeout } from "../functions-host/read-host-json.ts";
import { type Host, startHost } from "../functions-host/start-host.ts";
import type { DirectoryLock } from "../processes/lock-directory.ts";
import { parentOf, programOf } from "../processes/running-process.ts";
import { claimMachine } from "./start/claim-machine.ts";
import { describeRunning, homePage } from "./start/home-page.ts";
import { chooseAuthentication, describeTokens } from "./start/local-issuer.ts";
import { type LocalSettings, readLocalSettings } from "./start/local-settings.ts";
import { type PinnedApp, pinApp } from "./start/pin-app.ts";
import { type Stores, startStores, stopStores } from "./start/start-stores.ts";

// `npm start`: runs the whole product on this machine, with the built app in the host of tools/functions-host.
const programs = fileURLToPath(new URL(".", import.meta.url));
const builtApp = join(programs, "..", "package");
const watchNpmEveryMs = 250;

/** What has been started and must be stopped. */
const running: { lock?: DirectoryLock; stores?: Stores; app?: PinnedApp; host?: Host } = {};
let stopping: Promise<void> | null = null;

/** Stops everything, the app first, so that it can still write to its stores. */
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
  // Writing to a closed terminal is an error, which would end this process.
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

/** The app's settings on this machine. */
function setEnvironment({ connections }: Stores, authentication: Readonly<Record<string, string>>): void {
  // An operator's own store gets a starter configuration only if the operator sets this.
  const seed = "TABLES_CONNECTION" in connections ? { SEED_STARTER_CONFIGURATION: "true" } : {};
  // A slow machine needs longer; "ready" should mean that the configuration is loaded.
  const startBudgetMs = process.env.START_BUDGET_MS || "10000";
  Object.assign(process.env, { ...seed, START_BUDGET_MS: startBudgetMs, ...authentication, ...connections });
}

/** The app that is built here may be built again while it runs, so a copy is run. */
async function chooseApp({ APP_DIRECTORY = builtApp }: LocalSettings): Promise<PinnedApp> {
  if (relative(builtApp, APP_DIRECTORY) === "") return pinApp(builtApp, join(builtApp, "..", "running"));
  return { directory: APP_DIRECTORY, release: async () => {} };
}

async function startApp(directory: string, { DATA_DIR, HTTP_PORT }: LocalSettings): Promise<Host> {
  const keeping = DATA_DIR === undefined ? {} : { checkpoints: createFileCheckpoints(join(DATA_DIR, "checkpoints")) };
  return startHost({
    load: await findApp(directory),
    hostJson: withFunctionTimeout(await readHostJson(directory), process.env.AzureFunctionsJobHost__functionTimeout),
    port: HTTP_PORT,
    homePage: (url) => homePage(url, process.env.AUTHENTICATION),
    ...keeping,
  });
}

/**
 * Calls `onGone` when the npm that started this program has ended. npm forwards no signal when it is killed by SIGKILL, or
 * when the shell between them dies first. Started without npm, this program does not watch its parent.
 */
function watchNpm(environment: NodeJS.ProcessEnv, onGone: () => void): void {
  if (environment.npm_lifecycle_event === undefined) return;
  const isThere = lineage();
  const timer = setInterval(() => {
    if (isThere()) return;
    clearInterval(timer);
    onGone();
  }, watchNpmEveryMs);
  timer.unref();
}

/** Returns a check whether this process still has the same parent and, if that is npm's shell, the shell its own. */
function lineage(): () => boolean {
  const parent = process.ppid;
  const isShell = /^(?:sh|dash|bash|ash|zsh|busybox)$/.test(programOf(parent) ?? "");
  const npm = isShell ? parentOf(parent) : null;
  return () => process.ppid === parent && (npm === null || parentOf(parent) === npm);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  stopOnce(1);
});
