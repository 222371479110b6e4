import { runEventHubsProcess } from "./run-event-hubs-process.ts";

// Forked by fork-event-hubs.ts, which sets the environment that this reads.
runEventHubsProcess();
