import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { seedConfiguration } from "../../../shared/config/change/seed-configuration.ts";
import { starterConfiguration } from "../../../shared/config/change/starter-configuration.ts";
import { documentSchema } from "../../../shared/config/document.ts";
import { configTable } from "../../../shared/config/store/config-table.ts";
import { lookupTables } from "../../../shared/config/store/lookup/lookup-tables.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { takeNumber } from "../../../shared/tables/take-number.ts";
import { storeError } from "../../support/stores/lies.ts";
import { startProxy } from "../../support/stores/start-proxy.ts";
import { useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();

it("the first number that is free is taken", async () => {
  expect(await takeNumber("claim", 5, async (number) => number === 8)).toBe(8);
});

it("of many who ask at once each gets one", async () => {
  const taken = new Set<number>();
  const take = async (number: number): Promise<boolean> => {
    await new Promise(setImmediate);
    return !taken.has(number) && taken.add(number).has(number);
  };
  const numbers = await Promise.all(Array.from({ length: 5 }, () => takeNumber("claim", 1, take)));
  expect(numbers.sort()).toEqual([1, 2, 3, 4, 5]);
});

it("ten in a row that are said to be taken are the store's fault", async () => {
  let asked = 0;
  const taken = takeNumber("claim a version", 1, async () => {
    asked += 1;
    return false;
  });
  await expect(taken).rejects.toMatchObject({ name: "DependencyError", call: "claim a version", retryable: true });
  expect(asked).toBe(10);
});

it("a store that says for ever that a number is taken is asked few times, for a lookup table and for a version", async () => {
  const proxy = await startProxy(tables.running());
  await proxy.inject({
    kind: "lying",
    lie: () => storeError(409, "EntityAlreadyExists"),
    about: ({ method }) => method === "POST",
    carriedOut: false,
  });
  const through = async () => tableClient(proxy, (await tables.fresh()).tableName);
  const imported = { author: "ada", reason: "CHG1", importedAt: "2026-11-28T12:00:00.000Z" };
  const rows = [{ key: "75056", value: "+33140000000" }];
  await expect(lookupTables(await through()).write("communes", rows, imported)).rejects.toMatchObject({
    name: "DependencyError",
  });
  const seeding = seedConfiguration(documentSchema.parse(starterConfiguration()), {
    table: configTable(await through()),
    now: Date.now,
    newId: randomUUID,
  });
  await expect(seeding).rejects.toMatchObject({ name: "DependencyError" });
  expect(proxy.lies()).toBe(20);
});
