import type { TransactionAction } from "@azure/data-tables";
import { describe, expect, it } from "vitest";
import { runTransaction } from "../../../shared/tables/run-transaction.ts";
import { lies, storeHeaders, type WireAnswer } from "../../support/stores/lies.ts";
import { scriptedTable } from "../../support/stores/scripted-tables.ts";
import { transactionAnswer } from "../../support/stores/transaction-answer.ts";
import { useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();
const actions = ["1", "2", "3"].map((rowKey): TransactionAction => ["create", { partitionKey: "p", rowKey }]);
const transaction = { call: "write rows", deadlineMs: 5_000, actions };
const done = { status: 204 };

const unconfirmed: Readonly<Record<string, WireAnswer>> = {
  ...Object.fromEntries(
    Object.entries(lies).map(([name, lie]) => [name, lie({ status: 202, headers: storeHeaders, body: "--batch" })]),
  ),
  "no part": transactionAnswer([]),
  "fewer parts than operations": transactionAnswer([done, done]),
  "more parts than operations": transactionAnswer([done, done, done, done]),
  "parts with status 200": { ...transactionAnswer([done, done, done]), status: 200 },
  "a part that was accepted": transactionAnswer([done, { status: 202 }, done]),
  "a part that says 200": transactionAnswer([done, done, { status: 200 }]),
  "a part that failed without a word": transactionAnswer([done, { status: 500 }, done]),
  "a part that failed with a page": transactionAnswer([done, { status: 503, body: "<html>busy</html>" }, done]),
  "parts cut off at the end": cutOff(transactionAnswer([done, done, done])),
};

function cutOff(answer: WireAnswer): WireAnswer {
  return { ...answer, body: answer.body.slice(0, answer.body.indexOf("--changesetresponse_1--")) };
}

describe("a transaction", () => {
  it("is done where Azurite says so", async () => {
    const client = await tables.fresh();
    await runTransaction(client, transaction);
    expect(await client.getEntity("p", "3")).toMatchObject({ rowKey: "3" });
  });

  it.each([201, 204])("is done where every operation is confirmed with %i", async (status) => {
    const client = await scriptedTable(() => transactionAnswer(actions.map(() => ({ status }))));
    await runTransaction(client, transaction);
  });

  it("is not done where anything else comes", async () => {
    const failure = { name: "DependencyError", call: "write rows", cause: { meaning: "failing" } };
    await Promise.all(
      Object.entries(unconfirmed).map(async ([name, answer]) => {
        const client = await scriptedTable(() => answer);
        await expect(runTransaction(client, transaction), name).rejects.toMatchObject(failure);
      }),
    );
  });
});
