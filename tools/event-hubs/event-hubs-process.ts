import { endWithParent, failStart, messageOf, sendToParent } from "../processes/child-process.ts";
import { lockDirectory } from "../processes/lock-directory.ts";
import { optionsSchema, type ProcessReply, type ProcessRequest, requestSchema } from "./process-messages.ts";
import { type EventHubsStandIn, startEventHubs } from "./start-event-hubs.ts";

// Runs the stand-in as a child process of forkEventHubs(), which sets its environment and talks to it over IPC.

/** How long to wait until another stand-in on the same directory has ended. */
const lockWaitMs = 10_000;

async function start(): Promise<EventHubsStandIn> {
  const { EVENT_HUBS_PORT: port, EVENT_HUBS_HUBS: hubs, EVENT_HUBS_DIRECTORY } = optionsSchema.parse(process.env);
  if (EVENT_HUBS_DIRECTORY === undefined) return startEventHubs({ port, hubs });
  // Another stand-in that still runs has lost its parent and ends soon.
  await lockDirectory(EVENT_HUBS_DIRECTORY, lockWaitMs);
  return startEventHubs({ port, hubs, directory: EVENT_HUBS_DIRECTORY });
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
  const { fault, times } = request;
  try {
    await standIn.inject(fault, times === undefined ? {} : { times });
    return { type: "injected" };
  } catch (error) {
    return { type: "failed", message: messageOf(error) };
  }
}

const reply = (message: ProcessReply): void => sendToParent(message);

endWithParent(() => process.exit());
start().then(serve, failStart);
