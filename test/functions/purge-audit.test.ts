import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { makePurgeAudit, type PurgeAuditDependencies } from "../../functions/purge-audit.ts";
import { emptyDocument } from "../../shared/config/document.ts";
import { recordingLog } from "../support/log/recording-log.ts";
import { useTables } from "../support/stores/use-tables.ts";
import { daysAgo, freshTrailWithOutbox, idsIn, instantAt, type TrailWithOutbox } from "../support/trail/retention.ts";
import { chainOf, chainOfCalls, project } from "../support/trail/trail.ts";

const azurite = useTables();
let tables: TrailWithOutbox;

beforeEach(async () => {
  tables = await freshTrailWithOutbox(azurite.running());
  await project(tables, chainOfCalls(3, instantAt(daysAgo(403))));
});

function makePurge(options: Partial<PurgeAuditDependencies> = {}) {
  const log = recordingLog();
  let recorded = 0;
  const stopping = new AbortController();
  const purge = makePurgeAudit({
    settings: { AUDIT_RETENTION_DAYS: 400, AUDIT_TEST_RETENTION_DAYS: undefined },
    tables,
    config: {
      readPointer: async () => ({ version: 1, hash: "sha256:1", activatedAt: instantAt(0), etag: "1" }),
      readVersion: async () => emptyDocument,
    },
    audit: {
      record: async (event) => {
        recorded += 1;
        await project(tables, chainOf([event]));
        return "published";
      },
    },
    log,
    now: Date.now,
    newId: randomUUID,
    instance: "test-1",
    stopping: stopping.signal,
    ...options,
  });
  return { purge, stop: () => stopping.abort(), log, recorded: () => recorded };
}

describe("the function that purges", () => {
  it("removes what is due and says so; a second call at the same time joins the first", async () => {
    const { purge, log, recorded } = makePurge();
    await Promise.all([purge(), purge()]);
    expect(await idsIn(tables.trail)).toEqual([]);
    expect(log.lines).toMatchObject([{ level: "info", message: "audit trail purged", details: { events: 3 } }]);
    expect(recorded()).toBe(1);
  });

  it("records and removes nothing once the app is about to end", async () => {
    const { purge, stop, recorded } = makePurge();
    stop();
    await purge();
    expect(recorded()).toBe(0);
    expect(await idsIn(tables.trail)).toHaveLength(3);
  });

  it.each<[string, Partial<PurgeAuditDependencies["config"]>, string]>([
    ["there is no configuration", { readPointer: async () => null }, "nothing was purged: without a configuration"],
    [
      "the pointer cannot be read",
      { readPointer: () => Promise.reject(new Error("no answer")) },
      "the audit trail could not be purged",
    ],
    [
      "the configuration is not what was activated",
      { readVersion: () => Promise.reject(new Error("version 1 is another")) },
      "the audit trail could not be purged",
    ],
  ])("removes nothing when %s, and says why", async (_, broken, message) => {
    const config: PurgeAuditDependencies["config"] = {
      readPointer: async () => ({ version: 1, hash: "sha256:1", activatedAt: instantAt(0), etag: "1" }),
      readVersion: async () => emptyDocument,
      ...broken,
    };
    const { purge, log } = makePurge({ config });
    await purge();
    expect(await idsIn(tables.trail)).toHaveLength(3);
    expect(log.lines).toEqual([expect.objectContaining({ level: "warn", message: expect.stringContaining(message) })]);
  });
});
