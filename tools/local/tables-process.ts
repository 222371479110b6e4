import * as z from "zod";
import { endWithParent, failStart, messageOf, sendToParent, stopDeadlineMs } from "../processes/child-process.ts";
import { lockDirectory } from "../processes/lock-directory.ts";
import { withinTime } from "../within-time.ts";
import type { TablesReply } from "./tables/fork-tables.ts";
import { startTables, type Tables } from "./tables/start-tables.ts";

// Runs the tables as a child process of forkTables(), which sets its environment. It ends when its parent ends.

const environmentSchema = z.object({ TABLES_PORT: z.coerce.number().int(), TABLES_DIRECTORY: z.string().optional() });

type Environment = z.infer<typeof environmentSchema>;

let stop = async () => {};

/** Not later than the deadline: a parent that was killed cannot end a child that hangs. */
const end = () =>
  void withinTime(stop(), stopDeadlineMs).then(
    () => process.exit(),
    (error: unknown) => {
      console.error(`Table Storage (Azurite) could not save its tables: ${messageOf(error)}`);
      process.exit(1);
    },
  );

async function start({ TABLES_PORT: port, TABLES_DIRECTORY: directory }: Environment): Promise<void> {
  // Another process that still runs has lost its parent and ends soon.
  if (directory !== undefined) await lockDirectory(directory, stopDeadlineMs * 2);
  const tables: Tables = await startTables({ port, directory, onWriteFailure: exitUnsaved });
  stop = tables.stop;
  const { connectionString } = tables;
  sendToParent({ type: "ready", port: tables.port, connectionString } satisfies TablesReply);
}

/** The change is in memory although it could not be written, so no further request may be answered. */
function exitUnsaved(error: unknown): never {
  console.error(`Table Storage (Azurite) ends: a change could not be written (${messageOf(error)}).`);
  process.exit(1);
}

endWithParent(end);
process.on("SIGTERM", end);
start(environmentSchema.parse(process.env)).catch(failStart);
