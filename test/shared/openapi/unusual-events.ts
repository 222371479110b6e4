import { randomUUID } from "node:crypto";
import { chainEvent } from "../../../shared/audit/hash-chain.ts";
import { type PurgedData, purgedEvent } from "../../../shared/audit/purges/purged-event.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import type { Alarm } from "../../../shared/watch/alarms/alarm.ts";
import { alarmClearedEvent, alarmRaisedEvent } from "../../../shared/watch/alarms/alarm-events.ts";
import { runbookOf } from "../../../shared/watch/alarms/alarm-words.ts";
import { divertBeganEvent, divertEndedEvent } from "../../../shared/watch/diverts/divert-events.ts";
import { configVerifiedEvent, probeResultEvent } from "../../../shared/watch/probes/probe-events.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";
import { allRows, chainOf, project } from "../../support/trail/trail.ts";

/** Puts into the trail what the app records at its end, after a year and in a bad hour, and spoils the event of one call. */
export async function addUnusualEvents(tables: Tables, spoiltCallId: string): Promise<void> {
  const [trail, byCall, deadLetters] = ["AuditTrail", "AuditByCall", "AuditDeadLetter"].map((name) =>
    tableClient(tables, name),
  );
  if (trail === undefined || byCall === undefined || deadLetters === undefined) throw new Error("a table is missing");
  const [nowMs, chainId] = [Date.now(), randomUUID()];
  const at = new Date(nowMs).toISOString();
  const purged: PurgedData = {
    instance: "test-1",
    period: { kind: "retention", days: 400 },
    window: { from: at, to: at },
    events: 1,
    deadLetterRows: 0,
    types: { "emergency-call.decided.v1": 1 },
    removed: [{ chainId, ranges: [{ from: 7, to: 9, previousHash: null, lastHash: "sha256:0" }] }],
    held: [{ hold: "case-17", events: 4 }],
    config: { version: 1, hash: "sha256:0" },
  };
  const runbook = runbookOf("contingency-used");
  const alarm: Alarm = { alarm: "contingency-used", subject: "GB", since: at, evidence: [randomUUID()], runbook };
  const window = { validFrom: at, validUntil: new Date(nowMs + 1).toISOString() };
  const divert = { name: "evacuated", from: { routeSet: "leeds" }, to: "york", ...window, reason: "a fire" };
  const stamp = { id: randomUUID(), instance: "test-1", nowMs };
  const probed = { target: "west", from: at, until: at, probed: 1, failed: 1, slowestMs: 700 };
  const faults = [{ what: "slow", wanted: "600 ms", got: "700 ms" } as const];
  const failure = { expectation: "gb-999", callId: "probe-1", tookMs: 700, faults };
  const events = [
    purgedEvent("2025-10-18", purged, { id: randomUUID(), nowMs }),
    alarmRaisedEvent(alarm, at, "test-1"),
    alarmClearedEvent(alarm, at, "test-1"),
    divertBeganEvent(divert, at, "test-1"),
    divertEndedEvent(divert, { at, why: "over" }, "test-1"),
    probeResultEvent({ ...probed, kind: "failed", version: 1, failures: [failure] }, stamp),
    configVerifiedEvent(
      {
        version: 1,
        hash: `sha256:${"0".repeat(64)}`,
        ...{ from: at, until: at, result: "failed", expectations: 3, notProbed: 1, broken: ["other"] },
        targets: [{ target: "west", probed: 1, failed: 1, failures: [failure] }],
      },
      { ...stamp, id: randomUUID() },
    ),
    chainEvent("closed", chainId, { instance: "test-1", id: randomUUID(), nowMs: nowMs + 1 }),
  ];
  await project({ trail, byCall, deadLetters }, chainOf(events, chainId));
  const [spoilt] = (await allRows(byCall)).filter(({ subject }) => subject === spoiltCallId);
  if (spoilt === undefined) throw new Error("there is no event to spoil");
  for (const { partitionKey, rowKey } of await allRows(trail))
    if (spoilt.rowKey.endsWith(rowKey)) await trail.updateEntity({ partitionKey, rowKey, event0: "{" }, "Merge");
  await byCall.updateEntity({ partitionKey: spoilt.partitionKey, rowKey: spoilt.rowKey, event0: "{" }, "Merge");
}
