import { v7 as uuidv7 } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { purgedEvent } from "../../../../shared/audit/purges/purged-event.ts";
import { readPurgedRanges } from "../../../../shared/audit/trail/read-purged-ranges.ts";
import { splitText } from "../../../../shared/tables/split-text.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import {
  daysAgo,
  freshTrailWithOutbox,
  holdOf,
  instantAt,
  purger,
  type TrailWithOutbox,
  verifyDays,
} from "../../../support/trail/retention.ts";
import { allRows, chainOf, chainOfCalls, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const old = daysAgo(403);
const chainId = uuidv7({ msecs: old - 1_000 });

let tables: TrailWithOutbox;
let events: readonly ChainedEvent[];

/** Twelve calls a second apart, of which a hold keeps the first two, the fifth to the seventh, and the last two. */
beforeEach(async () => {
  tables = await freshTrailWithOutbox(azurite.running());
  events = chainOfCalls(12, instantAt(old), {}, chainId);
  await project(tables, events);
  const second = (from: number, to: number) =>
    holdOf({ name: `h${from}`, from: instantAt(old + from * 1_000), to: instantAt(old + to * 1_000) });
  await purger(tables, { holds: [second(0, 2), second(4, 7), second(10, 12)] }).purge();
});

const report = async () => {
  const { chains } = await verifyDays(tables, old);
  const [chain] = chains;
  if (chain === undefined) throw new Error("the chain is not seen");
  return chain;
};

async function rowOf(sequence: number) {
  const row = (await allRows(tables.trail)).find((each) => each.sequence === sequence && each.chainId === chainId);
  if (row === undefined) throw new Error(`no row of ${sequence}`);
  const { etag: _, timestamp: __, ...entity } = row;
  return entity;
}

const purgeRows = async () => (await allRows(tables.byCall)).filter(({ type }) => type === "emergency-audit.purged.v1");

describe("a chain of which some was purged", () => {
  it("is intact, and tells what", async () => {
    expect(await report()).toMatchObject({
      events: 7,
      firstSequence: 1,
      lastSequence: 12,
      gaps: [],
      brokenLinks: [],
      purged: [
        { from: 3, to: 4 },
        { from: 8, to: 10 },
      ],
      intact: true,
    });
  });

  it("of which nothing is left does not show", async () => {
    await purger(tables).purge();
    expect((await verifyDays(tables, old)).chains).toEqual([]);
  });

  it.each([
    [2, { gaps: [{ from: 2, to: 4 }], purged: [{ from: 8, to: 10 }] }],
    [
      6,
      {
        gaps: [{ from: 6, to: 6 }],
        purged: [
          { from: 3, to: 4 },
          { from: 8, to: 10 },
        ],
      },
    ],
    [11, { gaps: [{ from: 8, to: 11 }], purged: [{ from: 3, to: 4 }] }],
  ])("lacks event %i, which was deleted beside it", async (sequence, found) => {
    const { partitionKey, rowKey } = await rowOf(sequence);
    await tables.trail.deleteEntity(partitionKey, rowKey);
    expect(await report()).toMatchObject({ ...found, intact: false });
  });

  it("has an edited event beside it", async () => {
    const row = await rowOf(5);
    const forged = { ...events[4], subject: "another" };
    await tables.trail.updateEntity({ ...row, ...splitText("event", JSON.stringify(forged)) }, "Replace");
    expect(await report()).toMatchObject({ edited: [5], intact: false });
  });

  it("does not fit to a neighbour that was replaced, hash and all", async () => {
    const { partitionKey, rowKey } = await rowOf(5);
    await tables.trail.deleteEntity(partitionKey, rowKey);
    const [, , , , forged] = chainOf(
      events.map(({ data: { chain: _, ...data }, ...event }) => ({ ...event, data: { ...data, forged: true } })),
      chainId,
    );
    await project(tables, [forged]);
    expect(await report()).toMatchObject({ brokenLinks: [6], gaps: [{ from: 3, to: 4 }], intact: false });
  });
});

describe("a purge event", () => {
  it("that was altered explains nothing", async () => {
    for (const row of await purgeRows()) {
      const event = JSON.parse(String(row.event0)) as ChainedEvent;
      const altered = { ...event, data: { ...event.data, events: 99 } };
      for (const client of [tables.byCall, tables.trail]) {
        const { etag: _, timestamp: __, ...entity } = row;
        const keys = client === tables.byCall ? {} : { partitionKey: "0-x", rowKey: "x" };
        await client.upsertEntity({ ...entity, ...keys, ...splitText("event", JSON.stringify(altered)) }, "Replace");
      }
    }
    expect(await report()).toMatchObject({
      purged: [],
      gaps: [
        { from: 3, to: 4 },
        { from: 8, to: 10 },
      ],
      intact: false,
    });
  });

  it("that stands in the index alone, and not in the trail, explains nothing", async () => {
    for (const row of await allRows(tables.trail))
      if (row.type === "emergency-audit.purged.v1") await tables.trail.deleteEntity(row.partitionKey, row.rowKey);
    expect(await purgeRows()).not.toEqual([]);
    expect(await report()).toMatchObject({ purged: [], intact: false });
  });

  it("of what was too young explains nothing", async () => {
    const day = instantAt(old).slice(0, 10);
    const data = {
      instance: "test-1",
      period: { kind: "retention", days: 500 },
      window: { from: instantAt(old), to: instantAt(old) },
      events: 1,
      deadLetterRows: 0,
      types: {},
      removed: [{ chainId: "early", ranges: [{ from: 1, to: 2, previousHash: null, lastHash: "sha256:1" }] }],
      held: [],
      config: { version: 1, hash: "sha256:1" },
    } as const;
    const due = {
      ...data,
      period: { kind: "retention", days: 400 },
      removed: [{ ...data.removed[0], chainId: "due" }],
    } as const;
    for (const [id, told] of [
      ["young", data],
      ["due", due],
    ] as const)
      await project(
        tables,
        chainOf([
          purgedEvent(
            day,
            { ...told, removed: [...told.removed].map((chain) => ({ ...chain, ranges: [...chain.ranges] })), held: [] },
            { id, nowMs: Date.now() },
          ),
        ]),
      );
    const window = { from: instantAt(old), to: instantAt(old + 1) };
    expect([...(await readPurgedRanges(tables, window, { isLate: () => false })).keys()].sort()).toEqual(
      [chainId, "due"].sort(),
    );
  });
});
