import type {
  EntityCollection,
  MetadataStore,
  Row,
} from "azurite/dist/src/table/persistence/LokiTableMetadataStore.js";
import { keyRangeOf } from "./key-range.ts";
import { makeSortedRows, type SortedRows } from "./sorted-rows.ts";

/**
 * Makes Azurite find rows by their keys. Azurite reads every row of a table for a query, and every row of a partition for a
 * single row. How it filters and answers is unchanged.
 */
export function sortTables(store: MetadataStore): void {
  const { getEntityCollection, queryTableEntities } = store;
  const sorted = new WeakMap<EntityCollection, SortedRows<Row>>();
  const rowsOf = (collection: EntityCollection): SortedRows<Row> => {
    const rows = sorted.get(collection) ?? followRows(collection);
    sorted.set(collection, rows);
    return rows;
  };

  // Every operation on rows gets their table here first.
  store.getEntityCollection = (...table) => {
    const collection = getEntityCollection.apply(store, table);
    rowsOf(collection);
    return collection;
  };

  store.queryTableEntities = (...query) => {
    const [, , , options, nextPartition, nextRow] = query;
    const partition = store.decodeContinuationHeader(nextPartition);
    const next = { PartitionKey: partition ?? "", RowKey: store.decodeContinuationHeader(nextRow) ?? "" };
    const getEntitiesInRange: MetadataStore["getEntityCollection"] = (...found) => {
      const collection = store.getEntityCollection(...found);
      const { first, isBeyond } = keyRangeOf(options.filter);
      const rows = rowsOf(collection).from(partition === undefined ? first : next);
      return { ...collection, chain: () => chainOf(until(rows, isBeyond)) };
    };
    const reading: MetadataStore = Object.create(store, { getEntityCollection: { value: getEntitiesInRange } });
    return queryTableEntities.apply(reading, query);
  };
}

/** The rows of a collection in order. They follow every change. */
function followRows(collection: EntityCollection): SortedRows<Row> {
  const rows = makeSortedRows(collection.data);
  const { findOne } = collection;
  collection.on("insert", rows.put);
  collection.on("update", rows.put);
  collection.on("delete", rows.remove);
  collection.findOne = (query) => {
    const { PartitionKey, RowKey, ...others } = query;
    const isByKeys = typeof PartitionKey === "string" && typeof RowKey === "string" && Object.keys(others).length === 0;
    return isByKeys ? rows.get({ PartitionKey, RowKey }) : findOne.call(collection, query);
  };
  // LokiJS's indices of both keys are of no use now, and slow with many rows.
  collection.binaryIndices = {};
  return rows;
}

type Chain = ReturnType<EntityCollection["chain"]>;

/** The steps of a LokiJS query, but row by row: no row is read beyond the last one that is needed. */
const chainOf = (rows: Iterable<Row>): Chain => ({
  where: (test) => chainOf(only(rows, test)),
  // The rows are in order.
  sort: () => chainOf(rows),
  limit: (count) => chainOf(take(rows, count)),
  data: () => [...rows],
});

function* only(rows: Iterable<Row>, test: (row: Row) => boolean): Generator<Row, void, undefined> {
  for (const row of rows) if (test(row)) yield row;
}

function* until(rows: Iterable<Row>, isOver: (row: Row) => boolean): Generator<Row, void, undefined> {
  for (const row of rows) {
    if (isOver(row)) return;
    yield row;
  }
}

function* take(rows: Iterable<Row>, count: number): Generator<Row, void, undefined> {
  let taken = 0;
  if (count > 0)
    for (const row of rows) {
      yield row;
      taken += 1;
      if (taken === count) return;
    }
}
