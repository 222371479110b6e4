import type { ReceivedEventData } from "@azure/event-hubs";
import type { Settings } from "./binding-settings.ts";
import type { CheckpointStorage } from "./checkpoint-storage.ts";
import { createConsumer, resolveConnection } from "./event-hub-connection.ts";
import type { EventShape } from "./event-hub-data.ts";
import { type RunningTrigger, startEventHubTrigger } from "./event-hub-trigger.ts";
import type { Log } from "./host-log.ts";
import type { Invoke } from "./invoke.ts";
import type { EventHubSettings } from "./read-host-json.ts";
import type { Trigger } from "./read-trigger.ts";
import { createRunBatch } from "./run-batch.ts";
import { toCheckpointStore } from "./to-checkpoint-store.ts";

type Dependencies = {
  readonly settings: Settings;
  readonly eventHubs: EventHubSettings;
  readonly checkpoints: CheckpointStorage;
  readonly sequenceNumbers: EventShape["sequenceNumbers"];
  readonly invoke: Invoke;
  readonly log: Log;
};

/**
 * Prepares the Event Hub functions; the value returned starts them. Throws when a connection's setting is missing or
 * malformed, so that this is known before anything runs. A hub that is down is no error.
 */
export async function prepareHubTriggers(
  triggers: readonly Trigger[],
  { settings, eventHubs, checkpoints, sequenceNumbers, invoke, log }: Dependencies,
): Promise<() => readonly RunningTrigger[]> {
  const store = toCheckpointStore(checkpoints);
  const starters: (() => RunningTrigger)[] = [];
  for (const trigger of triggers) {
    if (trigger.kind !== "eventHub") continue;
    const { fn, bindingName, eventHub: binding } = trigger;
    const client = await createConsumer(resolveConnection(binding.connection, settings), binding, store, eventHubs);
    const runBatch = createRunBatch<ReceivedEventData>({ fn, bindingName, binding, sequenceNumbers, invoke });
    starters.push(() => startEventHubTrigger({ client, settings: eventHubs, runBatch, log }));
  }
  return () => starters.map((start) => start());
}
