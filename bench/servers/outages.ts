import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import type { ForkedEventHubs } from "../../tools/event-hubs/fork-event-hubs.ts";
import type { Kept } from "./keep-running.ts";
import { startHub } from "./start-product.ts";

/** A way in which Event Hubs is down. */
export type Outage = { readonly name: string; readonly begin: () => Promise<void>; readonly end: () => Promise<void> };

/** All of them for one stand-in; never two at once. */
export function outagesOf(eventHubs: ForkedEventHubs, { keep }: Pick<Kept, "keep">) {
  let running = eventHubs;
  const faulty = (name: string, kind: "down" | "cut" | "silent"): Outage => ({
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
    cut: faulty("cuts each connection at a send", "cut"),
    silent: faulty("takes sends and never answers", "silent"),
  };
}

/** Resolves when calls are published again and the outbox is empty. Only a call finds out that Event Hubs is back. */
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

const answerSchema = z.looseObject({ audit: z.looseObject({ status: z.string() }) });
const readySchema = z.looseObject({ outbox: z.looseObject({ depth: z.number().nullable() }) });
