import { type EventShape, type HubEvent, type Partition, shapeBatch, shapeOne } from "./event-hub-data.ts";
import type { Invoke } from "./invoke.ts";
import type { EventHubBinding } from "./read-trigger.ts";
import type { RegisteredFunction } from "./registry.ts";
import { runWithRetry } from "./retry-policy.ts";

/** Runs the function for a batch; returns the last event dealt with, well or badly, or null when there is none. */
export type RunBatch<E extends HubEvent> = (
  batch: readonly E[],
  partition: Partition,
  stopping: AbortSignal,
) => Promise<E | null>;

type Dependencies = {
  readonly fn: RegisteredFunction;
  readonly bindingName: string;
  readonly binding: EventHubBinding;
  readonly sequenceNumbers: EventShape["sequenceNumbers"];
  readonly invoke: Invoke;
};

/**
 * One invocation for the batch, or one for each event, as the binding's cardinality says. As in production a failure
 * counts as dealt with once the function's retry policy, if it has one, is used up: the events are not seen again.
 */
export function createRunBatch<E extends HubEvent>(dependencies: Dependencies): RunBatch<E> {
  const { fn, bindingName, binding, sequenceNumbers, invoke } = dependencies;
  const shape = { dataType: binding.dataType, sequenceNumbers };

  return async (batch, partition, stopping) => {
    const parts = binding.cardinality === "many" ? [batch] : batch.map((event) => [event]);
    let lastDone: E | null = null;
    for (const part of parts) {
      if (stopping.aborted) return lastDone;
      const { data, metadata } = shapePart(binding, part, partition, shape);
      const request = { inputData: [{ name: bindingName, data }], triggerMetadata: metadata };
      const { outcome } = await runWithRetry(
        fn.metadata.retryOptions,
        (retryContext) => invoke(fn, retryContext === undefined ? request : { ...request, retryContext }),
        stopping,
      );
      if (outcome === "stopped") return lastDone;
      lastDone = part.at(-1) ?? lastDone;
    }
    return lastDone;
  };
}

function shapePart(binding: EventHubBinding, part: readonly HubEvent[], partition: Partition, shape: EventShape) {
  const [first] = part;
  return binding.cardinality === "one" && first !== undefined
    ? shapeOne(first, partition, shape)
    : shapeBatch(part, partition, shape);
}
