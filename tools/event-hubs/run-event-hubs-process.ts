import { lockDirectory } from "../local/data/lock-directory.ts";
import { optionsSchema, type ProcessReply, type ProcessRequest, requestSchema } from "./process-messages.ts";
import { type EventHubsStandIn, startEventHubs } from "./start-event-hubs.ts";

/** How long it waits for another on the same directory to end. */
const LOCK_WAIT_MS = 10_000;

/** How long `progress` waits for further sends, so that it costs next to nothing under load. */
const PROGRESS_DELAY_MS = 10;

/** Runs the stand-in as a child process that its parent talks to over IPC, and that does not outlive its parent. */
export function runEventHubsProcess(): void {
  // Ctrl-C and the end of a terminal reach the whole process group: the parent decides what to do about it.
  for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
  process.on("disconnect", () => process.exit());
  // The parent may have been killed before this program was loaded.
  if (process.connected === false) process.exit();
  start().then(serve, (error) => {
    process.exitCode = 1;
    process.send?.({ type: "failed", message: describe(error) } satisfies ProcessReply, () => process.exit());
  });
}

async function start(): Promise<EventHubsStandIn> {
  const { EVENT_HUBS_PORT, EVENT_HUBS_HUBS, EVENT_HUBS_DIRECTORY } = optionsSchema.parse(process.env);
  let progressDue = false;
  const reportProgress = () => {
    progressDue = false;
    reply({ type: "progress", count: standIn.sends() });
  };
  // Another that still runs is one whose parent was killed, and ends soon.
  if (EVENT_HUBS_DIRECTORY !== undefined) await lockDirectory(EVENT_HUBS_DIRECTORY, LOCK_WAIT_MS);
  const standIn = await startEventHubs({
    port: EVENT_HUBS_PORT,
    hubs: EVENT_HUBS_HUBS,
    ...(EVENT_HUBS_DIRECTORY === undefined ? {} : { directory: EVENT_HUBS_DIRECTORY }),
    onSend() {
      if (!progressDue) setTimeout(reportProgress, PROGRESS_DELAY_MS);
      progressDue = true;
    },
  });
  return standIn;
}

function serve(standIn: EventHubsStandIn): void {
  process.on("SIGTERM", () => standIn.stop().finally(() => process.exit()));
  let answered = Promise.resolve();
  process.on("message", (message) => {
    answered = answered.then(() => answer(requestSchema.parse(message), standIn)).then(reply);
  });
  reply({ type: "ready", port: standIn.port, connectionString: standIn.connectionString });
}

async function answer(request: ProcessRequest, standIn: EventHubsStandIn): Promise<ProcessReply> {
  if (request.type === "sends") return { type: "sends", count: standIn.sends() };
  try {
    await standIn.inject(request.fault, request.times === undefined ? {} : { times: request.times });
    return { type: "injected" };
  } catch (error) {
    return { type: "failed", message: describe(error) };
  }
}

/** A parent that is gone meanwhile needs no reply: its end is what `disconnect` tells. */
function reply(message: ProcessReply): void {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
