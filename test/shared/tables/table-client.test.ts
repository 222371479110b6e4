import { describe, expect, it } from "vitest";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { newTableName, useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();

describe("a table's client", () => {
  it("reaches Azurite on this machine without encryption", async () => {
    await tableClient(tables.running(), newTableName()).createTable();
  });

  it("takes a table that exists for created", async () => {
    const client = await tables.fresh();
    await client.createTable();
  });

  it.each(["10.0.0.1", "127.0.0.1.example.net", "localhost.example.net"])(
    "refuses to reach %s without encryption",
    async (host) => {
      const endpoint = `TableEndpoint=http://${host}/account;`;
      const connectionString = `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;${endpoint}`;
      await expect(tableClient({ connectionString }, "Numbers").createTable()).rejects.toThrow(
        "allowInsecureConnection",
      );
    },
  );
});
