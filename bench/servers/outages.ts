import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import type { ForkedEventHubs } from "../../tools/event-hubs/fork-event-hubs.ts";
import { startHub } from "./stores.ts";
import type { Keep } from "./with-processes.ts";

/** A state of Event Hubs. */
export type Outage = { readonly name: string; readonly begin: () => Promise<void>; readonly end: () => Promise<void> };

/** The outages of one stand-in; never two at once. */
export function outagesOf(eventHubs: ForkedEventHubs, keep: Keep) {
  let running = eventHubs;
  const faulty = (name: string, kind: "down" | "silent"): Outage => ({
    name,
    begin: () => running.inject({ kind }),
    end: () => running.inject({ kind: "none" }),
  });
  const killed: Outage = {
    name: "killed, connections refused",
    begin: async () => {
      running.kill("SIGKILL");
      await running.exited;
    },
    end: async () => {
      running = keep(await startHub(eventHubs.port));
    },
  };
  return {
    killed,
    refused: faulty("refuses connections", "down"),
    silent: faulty("takes sends and never answers", "silent"),
  };
}

const answerSchema = z.looseObject({ audit: z.looseObject({ status: z.string() }) });
const readySchema = z.looseObject({ outbox: z.looseObject({ depth: z.number().nullable() }) });

/** Resolves when calls are published again and the outbox is empty. It sends calls: only a call tries Event Hubs again. */
export async function untilRecovered(port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}/api/v1`;
  const signal = AbortSignal.timeout(60_000);
  const call = JSON.stringify({ calledParty: "+44999", ingress: "zoom" });
  for (;;) {
    const answer = await fetch(`${url}/call-setup`, { method: "POST", body: call, signal });
    const { audit } = answerSchema.parse(await answer.json());
    const { outbox } = readySchema.parse(await (await fetch(`${url}/health/ready`, { signal })).json());
    if (audit.status === "published" && outbox.depth === 0) return;
    await setTimeout(100);
  }
}
