import { findApp } from "../../tools/functions-host/find-app.ts";
import { readHostJson } from "../../tools/functions-host/read-host-json.ts";
import { startHost } from "../../tools/functions-host/start-host.ts";
import type { Answers } from "./messages.ts";

/** Starts the app of a directory in the embedded host; resolves to its port. */
export async function serveProduct(directory: string): Promise<number> {
  process.env.AUTHENTICATION ??= "none";
  const { port } = await startHost({
    load: await findApp(directory),
    hostJson: await readHostJson(directory),
    port: 0,
  });
  return port;
}

/** Starts functions that only parse the body and return a fixed answer, in the same host; resolves to its port. */
export async function serveEmpty(directory: string, answers: Answers): Promise<number> {
  const load = async (): Promise<void> => {
    const { default: functions } = await import("@azure/functions");
    for (const [name, answer] of Object.entries(answers))
      functions.app.http(name, {
        methods: ["POST"],
        route: `api/v1/${name}`,
        authLevel: "function",
        handler: async (request) => {
          await request.json();
          return { jsonBody: answer };
        },
      });
  };
  return (await startHost({ load, hostJson: await readHostJson(directory), port: 0 })).port;
}
