import { expect, it } from "vitest";
import { makeRandom } from "../../../bench/traffic/random.ts";
import { makeSortedRows } from "./sorted-rows.ts";

type Row = { readonly PartitionKey: string; readonly RowKey: string; readonly value: number };

const first = { PartitionKey: "", RowKey: "" };
const nameOf = ({ PartitionKey, RowKey }: Omit<Row, "value">): string => `${PartitionKey} ${RowKey}`;
const random = makeRandom(1);
const randomRow = (value: number): Row => ({ PartitionKey: random.digits("#"), RowKey: random.digits("###"), value });

/** What there should be, in order. */
const inOrder = (rows: ReadonlyMap<string, Row>): readonly Row[] =>
  [...rows.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

it("rows are in order, each once, however many are put and removed in whatever order", () => {
  const expected = new Map<string, Row>();
  for (let value = 0; value < 3_000; value++) {
    const row = randomRow(value);
    expected.set(nameOf(row), row);
  }
  const rows = makeSortedRows([...expected.values()]);
  for (let value = 3_000; value < 20_000; value++) {
    const row = randomRow(value);
    if (random.below(3) === 0) {
      rows.remove(row);
      expected.delete(nameOf(row));
    } else {
      rows.put(row);
      expected.set(nameOf(row), row);
    }
    const other = randomRow(0);
    expect(rows.get(other)).toBe(expected.get(nameOf(other)) ?? null);
  }
  expect([...rows.from(first)]).toEqual(inOrder(expected));
  for (let times = 0; times < 50; times++) {
    const from = randomRow(0);
    const after = inOrder(expected).filter((row) => nameOf(row) >= nameOf(from));
    expect([...rows.from(from)]).toEqual(after);
  }
  for (const row of expected.values()) rows.remove(row);
  expect([...rows.from(first)]).toEqual([]);
  rows.put(randomRow(1));
  expect([...rows.from(first)]).toHaveLength(1);
});

it("nothing is found where there is nothing", () => {
  const rows = makeSortedRows<Row>([]);
  rows.remove(first);
  expect(rows.get(first)).toBeNull();
  expect([...rows.from(first)]).toEqual([]);
});
