import { createServer } from "node:net";
import type { LocalSettings } from "./local-settings.ts";

/** Fails with one line that names the setting when a port is taken, before anything is started that would have to stop again. */
export async function checkPorts(settings: LocalSettings): Promise<void> {
  const { TABLES_CONNECTION, TABLES_CONNECTION__tableServiceUri } = settings;
  const { EVENT_HUBS_CONNECTION, EVENT_HUBS_CONNECTION__fullyQualifiedNamespace } = settings;
  await checkPort("HTTP_PORT", settings.HTTP_PORT);
  if ((TABLES_CONNECTION ?? TABLES_CONNECTION__tableServiceUri) === undefined)
    await checkPort("TABLES_PORT", settings.TABLES_PORT);
  if ((EVENT_HUBS_CONNECTION ?? EVENT_HUBS_CONNECTION__fullyQualifiedNamespace) === undefined)
    await checkPort("EVENT_HUBS_PORT", settings.EVENT_HUBS_PORT);
}

function checkPort(setting: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (cause) =>
      reject(new Error(`Port ${port} cannot be used (is it in use?); set ${setting} to another.`, { cause })),
    );
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}
