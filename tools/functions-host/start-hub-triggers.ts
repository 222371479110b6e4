import { type CheckpointStorage, toCheckpointStore } from "./checkpoint-storage.ts";
import { createConsumer, resolveConnection } from "./event-hub-connection.ts";
import type { SequenceNumbers } from "./event-hub-data.ts";
import { type RunningTrigger, startEventHubTrigger } from "./event-hub-trigger.ts";
import type { Log } from "./host-log.ts";
import type { Invoke } from "./invoke.ts";
import { createRunBatch } from "./partition-handlers.ts";
import type { EventHubSettings } from "./read-host-json.ts";
import type { Settings, Trigger } from "./read-trigger.ts";

type Dependencies = {
  readonly settings: Settings;
  readonly eventHubs: EventHubSettings;
  readonly checkpoints: CheckpointStorage;
  readonly sequenceNumbers: SequenceNumbers;
  readonly invoke: Invoke;
  readonly log: Log;
};

/**
 * Prepares the Event Hub functions; the returned function starts them. Throws before anything runs when the setting of a
 * connection is missing or malformed. A hub that is down is no error.
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
    const runBatch = createRunBatch({ fn, bindingName, sequenceNumbers, invoke });
    starters.push(() => startEventHubTrigger({ client, settings: eventHubs, runBatch, log }));
  }
  return () => starters.map((start) => start());
}
