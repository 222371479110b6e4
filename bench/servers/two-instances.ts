import { countOfKind } from "../load/latency.ts";
import { openLoop } from "../load/open-loop.ts";
import type { CallLoad } from "../traffic/call-traffic.ts";
import { auditStatusOf } from "../traffic/calls.ts";
import type { ForkedServer } from "./fork-server.ts";
import { startProjection, startStores, startWebhook } from "./stores.ts";
import { waitForTrail } from "./wait-for-trail.ts";
import { type Keep, withProcesses } from "./with-processes.ts";

export const instanceNames = ["A", "B"] as const;

export type InstanceName = (typeof instanceNames)[number];

export type Instances = Readonly<Record<InstanceName, ForkedServer>>;

const warmUpMs = 5_000;

/**
 * Starts two instances of the product on the same stores. Both have answered calls for a while, and those calls are in the audit
 * trail, because a change is tried against them.
 */
export async function startInstances(keep: Keep, load: CallLoad): Promise<Instances> {
  const stores = await startStores(keep);
  return withProcesses(async (keepMeanwhile) => {
    const projection = await startProjection(stores, keepMeanwhile);
    const instances = { A: await startWebhook(stores, keep), B: await startWebhook(stores, keep) };
    const warmUp = ({ port }: ForkedServer) => openLoop({ ...load, port, durationMs: warmUpMs, kindOf: auditStatusOf });
    const answered = (await Promise.all([warmUp(instances.A), warmUp(instances.B)])).flat();
    await waitForTrail({ ...stores.tables, port: projection.port, events: countOfKind(answered, "published") });
    return instances;
  });
}
