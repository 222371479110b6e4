import type { TableClient } from "@azure/data-tables";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { readEvent } from "../../../../shared/audit/read-event.ts";
import { chooseRows } from "../../../../shared/audit/retention/choose-rows.ts";
import type { LegalHold } from "../../../../shared/audit/retention/legal-holds.ts";
import { passesAt } from "../../../../shared/audit/retention/retention-periods.ts";
import { trailRowOf } from "../../../../shared/audit/trail/read-trail.ts";
import { rowsOf } from "../../../../shared/audit/trail/trail-row.ts";
import { holdOf, instantAt, outcomeOf } from "../../../support/trail/retention.ts";
import { callEvent, chainOf } from "../../../support/trail/trail.ts";

const nowMs = Date.parse("2026-11-22T12:34:56.789Z");
const minute = 60_000;
const dayMs = 1_440 * minute;
const [retention, tests] = passesAt(nowMs, { days: 400, testDays: 30, locationDays: null });
if (retention === undefined || tests === undefined) throw new Error("there are two periods");

const calls = ["call-1", "call-2", "call-3"];
const tenants = ["contoso", "fabrikam", "*"];
const callId = fc.constantFrom(...calls);
/** Around both ends, so that every period has something on either side. */
const atMs = fc
  .tuple(fc.constantFrom(30, 400), fc.integer({ min: -90, max: 90 }))
  .map(([days, minutes]) => nowMs - days * dayMs + minutes * minute);

const decided = fc
  .record({ callId, atMs, tenant: fc.constantFrom(...tenants), callClass: fc.constantFrom("emergency", "test") })
  .map((made) =>
    callEvent({
      callId: made.callId,
      at: instantAt(made.atMs),
      class: made.callClass as "emergency" | "test",
      request: { calledParty: "+44999", ...(made.tenant === "*" ? {} : { tenant: made.tenant }) },
    }),
  );
const reported = fc.record({ callId, atMs }).map((made) => outcomeOf(made.callId, made.atMs));
const changed = atMs.map((ms) => {
  const { decision: _, ...data } = callEvent().data;
  return { ...callEvent({ at: instantAt(ms) }), type: "emergency-config.changed.v1" as const, subject: "call-1", data };
});
const trail = fc.array(fc.oneof(decided, decided, reported, changed), { minLength: 1, maxLength: 12 });

const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 1 });
const hold = fc.record({
  tenant: orNull(fc.constantFrom(...tenants)),
  callId: orNull(callId),
  from: orNull(atMs.map(instantAt)),
  to: orNull(atMs.map(instantAt)),
});
const holds = fc.array(hold, { maxLength: 3 }).map((some) => some.map((one, at) => holdOf({ ...one, name: `h${at}` })));

/** A table that gives all it has to every question: whoever asks for one call picks it out. */
const tableOf = (rows: readonly { readonly partitionKey: string; readonly rowKey: string }[]) =>
  ({
    listEntities: () => ({ byPage: () => ({ next: async () => ({ done: false, value: rows }) }) }),
    getEntity: async (partitionKey: string, rowKey: string) =>
      rows.find((row) => row.partitionKey === partitionKey && row.rowKey === rowKey),
  }) as unknown as TableClient;

async function choose(events: readonly ChainedEvent[], pass: typeof retention, held: readonly LegalHold[]) {
  const rows = events.map((event) => {
    const read = readEvent(JSON.parse(JSON.stringify(event)));
    if ("reason" in read) throw new Error(read.detail);
    return rowsOf(read);
  });
  const tables = {
    trail: tableOf(rows.map((row) => row.trail)),
    byCall: tableOf(rows.flatMap(({ byCall }) => byCall ?? [])),
  };
  const wanted = rows.filter(({ trail: { class: callClass } }) => pass !== tests || callClass === "test");
  const choice = await chooseRows(
    tables,
    wanted.map((row) => trailRowOf(row.trail)),
    { pass: pass as never, holds: held },
  );
  return new Set([...choice.purge, ...choice.reports].map(({ event }) => event.id));
}

const tenantOf = (event: ChainedEvent): string | null => {
  const request: unknown = Reflect.get(event.data, "request");
  if (!event.type.endsWith("decided.v1") || typeof request !== "object" || request === null) return null;
  return String(Reflect.get(request, "tenant") ?? "*");
};
const isOfCall = ({ type }: ChainedEvent) => type.startsWith("emergency-call.");

/** Whether an event is under a hold, told in the simplest way. */
const isHeld = (event: ChainedEvent, all: readonly ChainedEvent[], held: readonly LegalHold[]): boolean =>
  held.some((one) => {
    const ofSameCall = all.filter((other) => isOfCall(other) && other.subject === event.subject);
    const named = event.type.endsWith("decided.v1") ? [event] : isOfCall(event) ? ofSameCall : [];
    if (one.tenant !== null && !named.some((other) => tenantOf(other) === one.tenant)) return false;
    if (one.callId !== null && !(isOfCall(event) && event.subject === one.callId)) return false;
    if (one.from !== null && Date.parse(event.time) < Date.parse(one.from)) return false;
    return one.to === null || Date.parse(event.time) < Date.parse(one.to);
  });

describe("what a purge chooses", () => {
  it("by the period of all is what is older than that and under no hold, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(trail, holds, async (made, held) => {
        const events = chainOf(made);
        const due = events.filter(
          (event) => Date.parse(event.time) < Date.parse(retention.before) && !isHeld(event, events, held),
        );
        expect(await choose(events, retention, held)).toEqual(new Set(due.map(({ id }) => id)));
      }),
      { numRuns: 300 },
    );
  });

  it("by the period of test calls is test calls alone, whole, older than that and under no hold", async () => {
    await fc.assert(
      fc.asyncProperty(trail, holds, async (made, held) => {
        const events = chainOf(made);
        const chosen = await choose(events, tests, held);
        for (const event of events.filter(({ id }) => chosen.has(id))) {
          const call = events.filter((other) => isOfCall(other) && other.subject === event.subject);
          expect(Date.parse(event.time)).toBeLessThan(Date.parse(tests.before));
          expect(Date.parse(tests.before)).toBeLessThanOrEqual(nowMs - 30 * dayMs);
          expect(isHeld(event, events, held)).toBe(false);
          expect(call.map(({ data }) => Reflect.get(data, "decision")?.class ?? "test")).toEqual(
            call.map(() => "test"),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
