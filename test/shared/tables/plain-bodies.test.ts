import fc from "fast-check";
import { expect, it } from "vitest";
import { runTransaction } from "../../../shared/tables/run-transaction.ts";
import { scriptedTable } from "../../support/stores/scripted-tables.ts";
import { useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();
const awkward = 'a\u2028b\u2029c\u0085é😀\ufeff\u007f\u0000"\\\r\n--changeset_';

it("any text comes back as it was, from a row by itself and from a transaction", async () => {
  const client = await tables.fresh();
  let row = 0;
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constant(awkward),
    fc.constant("é".repeat(30_000)),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const [alone, together] = [`r${row++}`, `r${row++}`];
      await client.createEntity({ partitionKey: "p", rowKey: alone, text });
      const entity = { partitionKey: "p", rowKey: together, text };
      await runTransaction(client, { call: "write", deadlineMs: 5_000, actions: [["create", entity]] });
      for (const rowKey of [alone, together]) expect((await client.getEntity("p", rowKey)).text).toBe(text);
    }),
    { numRuns: 50, examples: [[awkward], ["\u2028"], ["é".repeat(30_000)]] },
  );
});

it("nothing but ASCII goes over the wire", async () => {
  const bodies: string[] = [];
  const client = await scriptedTable(({ body }) => {
    bodies.push(body);
    return { status: 500, headers: {}, body: "" };
  });
  const entity = { partitionKey: "p", rowKey: "r", text: awkward };
  await client.createEntity(entity).catch(() => {});
  await runTransaction(client, { call: "write", deadlineMs: 5_000, actions: [["create", entity]] }).catch(() => {});
  expect(bodies.length).toBeGreaterThan(1);
  expect(bodies.filter((body) => /[^\0-\x7f]/.test(body))).toEqual([]);
});
