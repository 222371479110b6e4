import { findApp } from "../../local/host/find-app.ts";
import { startHost } from "../../local/host/start-host.ts";
import { appDirectory, readAppHostJson } from "./app-directory.ts";
import { triggerConnectionVariable } from "./messages.ts";

/**
 * The built product, with the stores that the environment names. In Azure, Event Hub functions run on other instances than
 * HTTP functions; this process is one of the latter, so its trigger listens to a hub where nothing happens.
 */
export async function serveProduct(): Promise<number> {
  const settings = { ...process.env, EVENT_HUBS_CONNECTION: process.env[triggerConnectionVariable] };
  const load = await findApp(appDirectory);
  const { port } = await startHost({ load, hostJson: await readAppHostJson(), port: 0, settings });
  return port;
}
