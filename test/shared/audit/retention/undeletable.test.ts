import { expect, it } from "vitest";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import {
  daysAgo,
  freshTrailWithOutbox,
  idsIn,
  instantAt,
  purger,
  verifyDays,
} from "../../../support/trail/retention.ts";
import { callEvent, chainOf, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const old = daysAgo(403);

it("a row that the store does not delete stays, with what leads to it, and all others go", async () => {
  const tables = await freshTrailWithOutbox(azurite.running());
  const events = chainOf(
    Array.from({ length: 30 }, (_, index) =>
      callEvent({ callId: `call-${index}`, at: instantAt(old + index * 1_000), request: { calledParty: "+44999" } }),
    ),
  );
  await project(tables, events);
  const letter = { partitionKey: instantAt(old).slice(0, 10), rowKey: "letter-ill" };
  await tables.deadLetters.createEntity(letter);
  await tables.deadLetters.createEntity({ ...letter, rowKey: "letter-1" });
  const ill = events[12]?.id ?? "";
  const proxy = await startProxy(azurite.running());
  await proxy.inject({
    kind: "lying",
    lie: () => ({ status: 500, headers: {}, body: "" }),
    about: ({ method, path, body }) =>
      (method === "DELETE" || body.includes("DELETE ")) &&
      /letter-ill/.test(`${path} ${body}`.replaceAll(ill, "letter-ill")),
    carriedOut: false,
  });
  const through = {
    ...tables,
    trail: tableClient(proxy, tables.trail.tableName),
    byCall: tableClient(proxy, tables.byCall.tableName),
    deadLetters: tableClient(proxy, tables.deadLetters.tableName),
  };
  const { purge } = purger(tables, { tables: through, record: async () => "published" });
  expect(await purge()).toMatchObject({ outcome: "purged", events: 30, undeletable: 2 });
  expect(await idsIn(tables.trail)).toEqual([ill]);
  expect(await idsIn(tables.byCall)).toEqual([ill]);
  const report = await verifyDays(tables, old - (old % 86_400_000));
  expect(report.chains[0]).toMatchObject({ events: 1, edited: [], misplaced: [] });
});
