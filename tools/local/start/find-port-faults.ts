import { createServer } from "node:net";
import type { LocalSettings } from "./local-settings.ts";

type PortSetting = "HTTP_PORT" | "TABLES_PORT" | "EVENT_HUBS_PORT";

/** A line for each port that is taken, known before anything is started that would have to stop again. */
export async function findPortFaults(settings: LocalSettings): Promise<readonly string[]> {
  const names = portsToOpen(settings);
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    const port = settings[name];
    const other = names.slice(0, index).find((earlier) => port !== 0 && settings[earlier] === port);
    if (other !== undefined) faults.push(`Port ${port} is that of ${other} too; set ${name} to another.`);
    else if (await isTaken(port)) faults.push(`Port ${port} cannot be used (is it in use?); set ${name} to another.`);
  }
  return faults;
}

/** A store that a connection is set for is not started. */
function portsToOpen(settings: LocalSettings): readonly PortSetting[] {
  const tables = settings.TABLES_CONNECTION ?? settings.TABLES_CONNECTION__tableServiceUri;
  const hubs = settings.EVENT_HUBS_CONNECTION ?? settings.EVENT_HUBS_CONNECTION__fullyQualifiedNamespace;
  return [
    "HTTP_PORT",
    ...(tables === undefined ? (["TABLES_PORT"] as const) : []),
    ...(hubs === undefined ? (["EVENT_HUBS_PORT"] as const) : []),
  ];
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(true));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(false)));
  });
}
