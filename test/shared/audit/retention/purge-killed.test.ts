import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { amount } from "../../../support/amount.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import {
  daysAgo,
  failingStore,
  freshTrailWithOutbox,
  holdOf,
  idsIn,
  instantAt,
  isNamed,
  outcomeOf,
  purger,
  purgesIn,
  verifyDays,
} from "../../../support/trail/retention.ts";
import { callEvent, chainOf, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const [old, middle, young] = [daysAgo(403), daysAgo(60), daysAgo(2)];
const hold = holdOf({ tenant: "fabrikam" });
const limits = { rowsPerStep: 9, rowsPerRun: 10_000, budgetMs: 30_000 };

/** Two instances' events: old ones, of which some are under a hold, test calls between others, and young ones. */
async function setUp() {
  const tables = await freshTrailWithOutbox(azurite.running());
  const call = (callId: string, atMs: number, tenant: string, callClass: "emergency" | "test" = "emergency") =>
    callEvent({ callId, at: instantAt(atMs), class: callClass, request: { calledParty: "+44999", tenant } });
  const ofCall = (name: string, atMs: number, tenant: string, callClass?: "test") => [
    call(name, atMs, tenant, callClass),
    outcomeOf(name, atMs + 20),
  ];
  const goes = (chain: string) => [
    ...[1, 2, 4, 5, 6].flatMap((at) => ofCall(`${chain}-${at}`, old + at * 1_000, "contoso")),
  ];
  const stays = (chain: string) => [
    ...ofCall(`${chain}-held`, old + 3_000, "fabrikam"),
    ...ofCall(`${chain}-7`, middle, "contoso"),
  ];
  const chains = ["a", "b"].map((name) => {
    const [going, staying] = [goes(name), stays(name)];
    const tests = ofCall(`${name}-test`, middle + 1_000, "contoso", "test");
    const last = [...ofCall(`${name}-8`, middle + 2_000, "contoso"), ...ofCall(`${name}-9`, young, "contoso")];
    const events = [
      ...going.slice(0, 4),
      ...staying.slice(0, 2),
      ...going.slice(4),
      ...staying.slice(2),
      ...tests,
      ...last,
    ];
    return { events: chainOf(events, uuidv7({ msecs: old - 1_000 })), kept: [...staying, ...last].map(({ id }) => id) };
  });
  const events = chains.flatMap((chain) => chain.events);
  await project(tables, events);
  for (let index = 0; index < 3; index++)
    await tables.deadLetters.createEntity({ partitionKey: instantAt(old).slice(0, 10), rowKey: `letter-${index}` });
  return { tables, events, kept: chains.flatMap((chain) => chain.kept).sort() };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

/** A purge by an instance whose writes, that of its audit event included, fail as told. */
function failingPurger({ tables }: SetUp, fails: (write: number) => boolean) {
  const store = failingStore(fails);
  const failing = {
    trail: store.through(tables.trail),
    byCall: store.through(tables.byCall),
    deadLetters: store.through(tables.deadLetters),
    outbox: store.through(tables.outbox),
  };
  const healthy = purger(tables);
  const dying = purger(failing, {
    holds: [hold],
    limits,
    record: async (event) => {
      await store.write(async () => project(tables, chainOf([event])));
      return "published";
    },
  });
  return { purge: dying.purge, writes: store.writes, healthy };
}

/** Whatever happened: nothing held or young is gone, and everything that is gone was told of. */
async function expectNothingLost({ tables, events, kept }: SetUp): Promise<void> {
  const there = new Set(await idsIn(tables.trail));
  expect(kept.filter((id) => !there.has(id))).toEqual([]);
  const purges = await purgesIn(tables);
  expect(events.filter((event) => !there.has(event.id) && !isNamed(purges, event))).toEqual([]);
}

/** The other instance comes when the lease has run out, and finishes. */
async function expectFinished(made: SetUp): Promise<void> {
  const { tables, kept } = made;
  const leases = tables.outbox.listEntities({ queryOptions: { filter: "RowKey eq 'purge-audit'" } });
  for await (const { partitionKey = "", rowKey = "" } of leases) await tables.outbox.deleteEntity(partitionKey, rowKey);
  expect(await purger(tables, { holds: [hold], limits }).purge()).toMatchObject({ outcome: "purged" });
  await expectNothingLost(made);
  expect([...(await idsIn(tables.trail))].sort()).toEqual(kept);
  expect([...(await idsIn(tables.byCall))].sort()).toEqual(kept);
  for (const fromMs of [old, middle, young]) {
    const { chains } = await verifyDays(tables, fromMs);
    expect(chains).toHaveLength(2);
    expect(chains.filter(({ intact }) => !intact)).toEqual([]);
  }
}

describe("a purge that is killed", () => {
  it("before any of its writes leaves nothing that the next does not finish, and every chain whole", async () => {
    const { writes, purge } = failingPurger(await setUp(), () => false);
    await purge();
    const all = writes();
    expect(all).toBeGreaterThan(20);
    for (let last = 0; last < all; last += amount({ usual: 5, thorough: 1 })) {
      const made = await setUp();
      await failingPurger(made, (write) => write > last)
        .purge()
        .catch(() => undefined);
      await expectNothingLost(made);
      await expectFinished(made);
    }
  });

  it("twice, the second time over what the first has left, leaves every chain whole too", async () => {
    const kills = [
      [7, 8],
      [12, 7],
      [6, 5],
      [8, 6],
      [9, 9],
    ] as const;
    for (const [first, second] of kills.slice(0, amount({ usual: 2, thorough: 5 }))) {
      const made = await setUp();
      for (const last of [first, second]) {
        await failingPurger(made, (write) => write > last)
          .purge()
          .catch(() => undefined);
        await expectNothingLost(made);
        await made.tables.outbox.deleteEntity("leases", "purge-audit");
      }
      await expectFinished(made);
    }
  });
});

describe("a store that refuses one write and takes the others", () => {
  it("keeps a purge from nothing but that", async () => {
    for (let refused = 1; refused < 40; refused += amount({ usual: 7, thorough: 3 })) {
      const made = await setUp();
      await failingPurger(made, (write) => write === refused)
        .purge()
        .catch(() => undefined);
      await expectNothingLost(made);
      await expectFinished(made);
    }
  });
});
