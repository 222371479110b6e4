import * as z from "zod";
import type { TablesReply } from "./fork-tables.ts";
import { startTables } from "./start-tables.ts";

const environmentSchema = z.object({ TABLES_PORT: z.coerce.number().int(), TABLES_DIRECTORY: z.string().optional() });

/** Runs the tables as a child process that does not outlive its parent, whatever ends that. */
export function runTablesProcess(): void {
  // Ctrl-C reaches the whole process group: it is the parent that decides what to do about it.
  process.on("SIGINT", () => {});
  let stop = async () => {};
  const end = () => void stop().finally(() => process.exit());
  process.on("disconnect", end);
  process.on("SIGTERM", end);
  // The parent may have been killed before this program was loaded.
  if (process.connected === false) end();
  const environment = environmentSchema.parse(process.env);
  startTables({ port: environment.TABLES_PORT, directory: environment.TABLES_DIRECTORY }).then(
    (tables) => {
      stop = tables.stop;
      reply({ type: "ready", port: tables.port, connectionString: tables.connectionString });
    },
    (error: unknown) => {
      process.exitCode = 1;
      reply({ type: "failed", message: error instanceof Error ? error.message : String(error) });
      if (process.connected) process.disconnect();
    },
  );
}

/** A parent that is gone meanwhile needs no reply: its end is what `disconnect` tells. */
function reply(message: TablesReply): void {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}
