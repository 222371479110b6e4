import { findApp } from "../../tools/functions-host/find-app.ts";
import { startHost } from "../../tools/functions-host/start-host.ts";
import { appDirectory, readAppHostJson } from "./app-directory.ts";

/** The built product, with the stores and without the functions that the environment names. */
export async function serveProduct(): Promise<number> {
  process.env.AUTHENTICATION ??= "none";
  const { port } = await startHost({ load: await findApp(appDirectory), hostJson: await readAppHostJson(), port: 0 });
  return port;
}
