import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "../../bench/traffic/random.ts";
import type { AuditStatus } from "../../shared/audit/audit-event.ts";
import type { Instance } from "./instances.ts";

/** One event that an answer has named. */
export type Told = { readonly eventId: string; readonly status: AuditStatus };

/** What was answered, and what was not because the process was killed meanwhile. */
export type Traffic = {
  readonly calls: Told[];
  readonly outcomes: Told[];
  readonly changes: (Told & { readonly version: number })[];
  unanswered: number;
};

export type Sending = { readonly traffic: Traffic; readonly stop: () => Promise<void> };

const callersAtOnce = 4;
const answerWithinMs = 60_000;

/**
 * Sends calls, outcomes and changes of the configuration to both instances until it is stopped. `stop` rejects with what no
 * store's fault may bring about: a call without a decision, or a connection that was lost while its process was not killed.
 */
export function startTraffic(instances: readonly Instance[], random: Random): Sending {
  const traffic: Traffic = { calls: [], outcomes: [], changes: [], unanswered: 0 };
  const stopping = new AbortController();
  const senders = instances.flatMap((instance) => [
    ...Array.from({ length: callersAtOnce }, () => repeat(() => sendCall(instance, traffic, random))),
    repeat(() => sendChange(instance, traffic)),
  ]);
  const all = Promise.all(senders);
  all.catch(() => stopping.abort());

  async function repeat(send: () => Promise<void>): Promise<void> {
    while (!stopping.signal.aborted) {
      await send();
      await pause(20);
    }
  }

  return {
    traffic,
    stop: async () => {
      stopping.abort();
      await all;
    },
  };
}

let made = 0;

async function sendCall(instance: Instance, traffic: Traffic, random: Random): Promise<void> {
  made += 1;
  const callId = `chaos-${made}@sbc1.example.net`;
  const call = { callId, calledParty: random.pick(["+44999", "999", "tel:+44-999"]), territory: "GB" };
  const answer = await post(instance, "call-setup", call, traffic);
  if (answer === null) return;
  const { status, json } = answer;
  const decision = json as { class?: unknown; audit?: Told };
  if (status !== 200 || decision.class !== "emergency" || decision.audit === undefined)
    throw new Error(`a call was answered ${status}: ${JSON.stringify(json)}`);
  traffic.calls.push(decision.audit);
  if (random.below(4) === 0) await sendOutcome(instance, callId, traffic);
}

async function sendOutcome(instance: Instance, callId: string, traffic: Traffic): Promise<void> {
  const answer = await post(instance, "call-outcomes", { callId, finalStatus: 200, routeName: "a" }, traffic);
  if (answer === null) return;
  const { status, json } = answer;
  if (status !== 202) throw new Error(`an outcome was answered ${status}: ${JSON.stringify(json)}`);
  const { eventId, audit } = json as { eventId: string; audit: { status: AuditStatus } };
  traffic.outcomes.push({ eventId, status: audit.status });
}

/** A change that the stores' faults may refuse, but not half do. */
async function sendChange(instance: Instance, traffic: Traffic): Promise<void> {
  await pause(500);
  const active = await get(instance, "config");
  if (active === null) return;
  made += 1;
  const operations = [{ op: "put", kind: "tenant", item: { name: `customer-${made % 50}`, defaultTerritory: null } }];
  const body = { baseVersion: active.version, reason: `CHG${made}`, operations };
  const answer = await post(instance, "config/changes", body, traffic);
  if (answer === null) return;
  const { status, json } = answer;
  if (status === 201) {
    const { version, audit } = json as { version: number; audit: Told };
    traffic.changes.push({ version, ...audit });
  } else if (![409, 503].includes(status)) throw new Error(`a change was answered ${status}: ${JSON.stringify(json)}`);
}

async function get(instance: Instance, path: string): Promise<{ readonly version: number } | null> {
  try {
    const response = await fetch(urlOf(instance, path), { signal: AbortSignal.timeout(answerWithinMs) });
    return response.status === 200 ? ((await response.json()) as { version: number }) : null;
  } catch {
    return null;
  }
}

type Answer = { readonly status: number; readonly json: unknown };

async function post(instance: Instance, path: string, body: unknown, traffic: Traffic): Promise<Answer | null> {
  const asked = instance.running();
  if (asked === null) {
    await pause(100);
    return null;
  }
  try {
    const init = { method: "POST", body: JSON.stringify(body), signal: AbortSignal.timeout(answerWithinMs) };
    const response = await fetch(`${asked.url}/api/v1/${path}`, init);
    return { status: response.status, json: await response.json() };
  } catch (cause) {
    if (instance.running() === asked) throw new Error(`no answer to ${path} from a process that runs`, { cause });
    traffic.unanswered += 1;
    return null;
  }
}

const urlOf = (instance: Instance, path: string): string =>
  `${instance.running()?.url ?? "http://127.0.0.1:9"}/api/v1/${path}`;
