import * as z from "zod";
import { withinTime } from "../../functions-host/within-time.ts";
import { lockDirectory } from "../data/lock-directory.ts";
import type { TablesReply } from "./fork-tables.ts";
import { startTables, type Tables } from "./start-tables.ts";

/** A parent that was killed ends no child that hangs. */
const stopDeadlineMs = 5_000;

const environmentSchema = z.object({ TABLES_PORT: z.coerce.number().int(), TABLES_DIRECTORY: z.string().optional() });

type Environment = z.infer<typeof environmentSchema>;

/** Runs the tables as a child process that does not outlive its parent, whatever ends that. */
export function runTablesProcess(): void {
  // Ctrl-C and the end of a terminal reach the whole process group: the parent decides what to do about it.
  for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
  let stop = async () => {};
  const end = () =>
    void withinTime(stop(), stopDeadlineMs).then(
      () => process.exit(),
      (error: unknown) => {
        console.error(`Table Storage (Azurite) could not save its tables: ${describe(error)}`);
        process.exit(1);
      },
    );
  process.on("disconnect", end);
  process.on("SIGTERM", end);
  // The parent may have been killed before this program was loaded.
  if (process.connected === false) end();
  const environment = environmentSchema.parse(process.env);
  start(environment).then(
    (tables) => {
      stop = tables.stop;
      reply({ type: "ready", port: tables.port, connectionString: tables.connectionString });
    },
    (error: unknown) => {
      process.exitCode = 1;
      reply({ type: "failed", message: describe(error) });
      if (process.connected) process.disconnect();
    },
  );
}

async function start({ TABLES_PORT: port, TABLES_DIRECTORY: directory }: Environment): Promise<Tables> {
  // Another that still runs is one whose parent was killed, and ends soon.
  if (directory !== undefined) await lockDirectory(directory, stopDeadlineMs * 2);
  return startTables({ port, directory, onWriteFailure: endUnkept });
}

/** What could not be kept is in memory all the same, so nothing may be answered any more. */
function endUnkept(error: unknown): never {
  console.error(`Table Storage (Azurite) ends: what it is told cannot be kept (${describe(error)}).`);
  process.exit(1);
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A parent that is gone meanwhile needs no reply: its end is what `disconnect` tells. */
function reply(message: TablesReply): void {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}
