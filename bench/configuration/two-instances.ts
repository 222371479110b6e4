import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { openLoop } from "../load/open-loop.ts";
import type { Kept } from "../servers/keep-running.ts";
import { startProjection, startStores } from "../servers/start-product.ts";
import type { CallLoad } from "./call-traffic.ts";
import { forkWatched, type WatchedServer } from "./watched-server.ts";

export const instanceNames = ["A", "B"] as const;

export type InstanceName = (typeof instanceNames)[number];

export type Instances = Readonly<Record<InstanceName, WatchedServer>>;

/** As in Azure, where Event Hub and timer functions run on instances of their own. */
const httpOnly = { "AzureWebJobs.project-audit.Disabled": "true", "AzureWebJobs.drain-outbox.Disabled": "true" };
const warmUpMs = 5_000;

/**
 * Two instances of the product on the same stores, both of which have answered calls for a while, with those calls in the
 * audit trail: a change is tried against them. What brought them there has stopped.
 */
export async function startInstances({ keep }: Pick<Kept, "keep">, load: CallLoad): Promise<Instances> {
  const stores = await startStores({ keep });
  const projection = await startProjection(stores, { keep: (server) => server });
  try {
    const settings = { ...stores.settings, ...httpOnly };
    const instances = { A: keep(await forkWatched(settings)), B: keep(await forkWatched(settings)) };
    const answered = await Promise.all(
      instanceNames.map((name) =>
        openLoop({ ...load, port: instances[name].port, durationMs: warmUpMs, kindOf: isPublished }),
      ),
    );
    await waitForTrail(projection.port, answered.flat().filter(({ kind }) => kind === "published").length);
    return instances;
  } finally {
    await projection.stop();
  }
}

const isPublished = (response: string): string => (response.includes('"status":"published"') ? "published" : "other");

const verificationSchema = z.looseObject({ events: z.number() });
const dayMs = 86_400_000;
const deadlineMs = 60_000;

async function waitForTrail(port: number, events: number): Promise<void> {
  const [from = "", to = ""] = [-1, 1].map((days) => new Date(Date.now() + days * dayMs).toISOString());
  const url = `http://127.0.0.1:${port}/api/v1/audit/verification?${new URLSearchParams({ from, to })}`;
  const signal = AbortSignal.timeout(deadlineMs);
  for (;;) {
    const answer = await fetch(url, { signal });
    if (verificationSchema.parse(await answer.json()).events >= events) return;
    await setTimeout(500);
  }
}
