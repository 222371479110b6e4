import { findApp } from "../../tools/functions-host/find-app.ts";
import { readHostJson } from "../../tools/functions-host/read-host-json.ts";
import { startHost } from "../../tools/functions-host/start-host.ts";

/** An app that answers with what it is asked: the library and the host without a product. */
async function loadEcho(): Promise<void> {
  const { default: functions } = await import("@azure/functions");
  const { app } = functions;
  app.http("echo", {
    methods: ["POST"],
    route: "v1/call-setup",
    handler: async (request) => ({ jsonBody: await request.json() }),
  });
}

/** Starts the app of a directory, or the echo, in the embedded host; resolves to its port. */
export async function startInHost(directory: string | null): Promise<number> {
  const load = directory === null ? loadEcho : await findApp(directory);
  const hostJson =
    directory === null
      ? { version: "2.0", extensions: { http: { routePrefix: "api" } } }
      : await readHostJson(directory);
  return (await startHost({ load, hostJson, port: 0 })).port;
}
