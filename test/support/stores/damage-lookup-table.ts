import type { TableClient } from "@azure/data-tables";
import { deletePartition } from "../../../shared/tables/delete-partition.ts";

/** What can happen to a stored version of a lookup table, and what is then said of it. */
export type LookupDamage = {
  readonly damage: (client: TableClient, name: string, version: number) => Promise<unknown>;
  readonly why: RegExp;
};

const header = (name: string, version: number) => ({
  partitionKey: name,
  rowKey: String(1e9 - version).padStart(10, "0"),
});

/** A row that `rows` of the tests have. */
const rowKey = "10003";

export const damages: Readonly<Record<string, LookupDamage>> = {
  "row-edited": {
    damage: (client, name, version) =>
      client.updateEntity({ partitionKey: `${name}@${version}`, rowKey, value: "999" }, "Merge"),
    why: /^has rows of the hash sha256:\w+, and sha256:\w+ was written$/,
  },
  "row-missing": {
    damage: (client, name, version) => client.deleteEntity(`${name}@${version}`, rowKey),
    why: /^has 11 rows where 12 were written$/,
  },
  "row-renamed": {
    damage: async (client, name, version) => {
      const partitionKey = `${name}@${version}`;
      await client.deleteEntity(partitionKey, rowKey);
      await client.createEntity({ partitionKey, rowKey: "other", value: "013" });
    },
    why: /^has rows of the hash/,
  },
  "row-added": {
    damage: (client, name, version) =>
      client.createEntity({ partitionKey: `${name}@${version}`, rowKey: "added", value: "1" }),
    why: /^has more than the 12 rows that were written$/,
  },
  "row-of-another-type": {
    damage: (client, name, version) =>
      client.updateEntity({ partitionKey: `${name}@${version}`, rowKey, value: 5 }, "Merge"),
    why: /^has a row that cannot be read$/,
  },
  "row-without-value": {
    damage: (client, name, version) => client.updateEntity({ partitionKey: `${name}@${version}`, rowKey }, "Replace"),
    why: /^has a row that cannot be read$/,
  },
  "rows-gone": {
    damage: (client, name, version) => deletePartition(client, `${name}@${version}`),
    why: /^has 0 rows where 12 were written$/,
  },
  "header-gone": {
    damage: (client, name, version) => client.deleteEntity(name, header(name, version).rowKey),
    why: /^is not stored$/,
  },
  "header-unreadable": {
    damage: (client, name, version) => client.updateEntity({ ...header(name, version), rows: "many" }, "Merge"),
    why: /^has a header that cannot be read$/,
  },
  "header-edited": {
    damage: (client, name, version) => client.updateEntity({ ...header(name, version), rows: 11 }, "Merge"),
    why: /^has more than the 11 rows that were written$/,
  },
  "header-of-other-rows": {
    damage: (client, name, version) =>
      client.updateEntity({ ...header(name, version), hash: `sha256:${"0".repeat(64)}` }, "Merge"),
    why: /^has rows of the hash|^has the hash/,
  },
  "not-complete": {
    damage: (client, name, version) => client.updateEntity({ ...header(name, version), complete: false }, "Merge"),
    why: /^was never written to its end$/,
  },
};
