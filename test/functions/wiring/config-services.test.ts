import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { makeConfigServices } from "../../../functions/wiring/config-services.ts";
import type { AuditEvent } from "../../../shared/audit/audit-event.ts";
import { makeEventRecorders } from "../../../shared/audit/event-recorders.ts";
import { makeHashChain } from "../../../shared/audit/hash-chain.ts";
import { isInTrail } from "../../../shared/audit/trail/is-in-trail.ts";
import { configTable } from "../../../shared/config/store/config-table.ts";
import { lookupTables } from "../../../shared/config/store/lookup/lookup-tables.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { recordingLog } from "../../support/log/recording-log.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { allRows, project } from "../../support/trail/trail.ts";

const minuteMs = 60_000;

/** The services of an instance on a store that takes everything but the mark that a change was recorded. */
async function setUp() {
  const tables = await startConfiguredTables();
  const client = (name: string) => tableClient(tables, name);
  const trail = { trail: client("AuditTrail"), byCall: client("AuditByCall"), deadLetters: client("AuditDeadLetter") };
  const table = configTable(client("EmergencyConfig"));
  let nowMs = Date.now();
  const startInstance = () => {
    const chain = makeHashChain(randomUUID());
    const record = async (event: AuditEvent) => {
      await project(trail, [JSON.parse(JSON.stringify(chain.append(event)))]);
      return "published" as const;
    };
    return makeConfigServices({
      table: { ...table, markHeader: async () => Promise.reject(new Error("the mark is not taken")) },
      lookups: lookupTables(client("LookupTables")),
      recentCalls: async () => ({ status: "complete", since: null, calls: [] }),
      ...makeEventRecorders({ record, isRecorded: (event) => isInTrail(trail, event) }),
      snapshots: { refresh: async () => {} },
      log: recordingLog(),
      now: () => (nowMs += 2 * minuteMs),
      newId: randomUUID,
      instance: "test-1",
    });
  };
  const recorded = async () =>
    (await allRows(trail.trail)).filter(({ type }) => type === "emergency-config.changed.v1");
  return { startInstance, recorded, table };
}

it("records a change once, under its own time, however often it cannot be marked as recorded", async () => {
  const { startInstance, recorded, table } = await setUp();
  const [first, second] = [startInstance(), startInstance()];
  for (const instance of [first, first, first, second, second, startInstance()]) await instance.tidy();
  const pointer = await table.readPointer();
  expect(await recorded()).toMatchObject([
    { time: pointer?.activatedAt, eventId: expect.stringMatching(/^config-1-/) },
  ]);
});
