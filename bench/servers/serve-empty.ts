import { startHost } from "../../tools/functions-host/start-host.ts";
import { readAppHostJson } from "./app-directory.ts";
import type { Answers } from "./messages.ts";

/** Functions that do nothing but parse the body and give a fixed answer, in the host that the product runs in. */
export async function serveEmpty(answers: Answers): Promise<number> {
  const { port } = await startHost({
    hostJson: await readAppHostJson(),
    port: 0,
    load: async () => {
      const { app } = await import("@azure/functions");
      for (const [name, answer] of Object.entries(answers))
        app.http(name, {
          methods: ["POST"],
          route: `v1/${name}`,
          authLevel: "function",
          handler: async (request) => {
            await request.json();
            return { jsonBody: answer };
          },
        });
    },
  });
  return port;
}
