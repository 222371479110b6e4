import { runEventHubsProcess } from "./event-hubs/run-event-hubs-process.ts";

runEventHubsProcess();
