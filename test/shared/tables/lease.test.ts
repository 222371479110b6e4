import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { leasePartition, tableLease } from "../../../shared/tables/lease.ts";
import { eventually } from "../../support/eventually.ts";
import { storeHeaders } from "../../support/stores/lies.ts";
import { scriptedTable } from "../../support/stores/scripted-tables.ts";
import { useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();
const dayMs = 86_400_000;
const [longMs, shortMs] = [600_000, 1_000];

const leaseOf = (client: Awaited<ReturnType<typeof tables.fresh>>, aheadMs = 0, leaseMs = longMs) =>
  tableLease({ client, owner: randomUUID(), now: () => Date.now() + aheadMs, leaseMs });

it("is held by one owner until it runs out or is given back", async () => {
  const client = await tables.fresh();
  const [first, second] = [leaseOf(client), leaseOf(client)];
  expect([await first.hold("a"), await second.hold("a"), await first.hold("a")]).toEqual([true, false, true]);
  await second.release("a");
  expect(await second.hold("a")).toBe(false);
  await first.release("a");
  expect([await second.hold("a"), await first.hold("a")]).toEqual([true, false]);
});

it.each([-dayMs, 0, dayMs])(
  "runs out by the store's time, whether its holder's clock is %i ms ahead",
  async (aheadMs) => {
    const client = await tables.fresh();
    const [wrong, right] = [leaseOf(client, aheadMs), leaseOf(client)];
    expect([await wrong.hold("a"), await right.hold("a")]).toEqual([true, false]);
    const soon = leaseOf(client, 0, shortMs);
    await eventually(async () => expect(await soon.hold("a")).toBe(true), 200);
    expect(await wrong.hold("a")).toBe(false);
  },
);

it("is not taken early by one whose clock is ahead", async () => {
  const client = await tables.fresh();
  expect(await leaseOf(client).hold("a")).toBe(true);
  expect(await leaseOf(client, dayMs).hold("a")).toBe(false);
});

it("keeps nobody out when its time is a day ahead of the store's: one of the two is wrong", async () => {
  const at = Date.now();
  const row = { PartitionKey: leasePartition, RowKey: "a", owner: "other", leasedUntilMs: at + dayMs };
  const written = { ...row, Timestamp: new Date(at + dayMs).toISOString(), "odata.metadata": "m", "odata.etag": "e" };
  const headers = { ...storeHeaders, date: new Date(at).toUTCString(), etag: "e" };
  const client = await scriptedTable(({ method }) =>
    method === "GET" ? { status: 200, headers, body: JSON.stringify(written) } : { status: 204, headers, body: "" },
  );
  expect(await leaseOf(client).hold("a")).toBe(true);
});

it("goes to one of many who ask at once", async () => {
  const client = await tables.fresh();
  const held = await Promise.all(Array.from({ length: 8 }, () => leaseOf(client).hold("a")));
  expect(held.filter(Boolean)).toHaveLength(1);
});
