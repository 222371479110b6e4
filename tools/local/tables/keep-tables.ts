import type { Collection, Database, MetadataStore } from "azurite/dist/src/table/persistence/LokiTableMetadataStore.js";
import { type Change, type Journal, openJournal } from "./journal.ts";

/** So much is read again at a start at most, beside what was saved. */
const saveAfterBytes = 64 * 1024 * 1024;

/**
 * Has Azurite keep what it has answered. On its own it saves every five seconds, all of it, and forgets the rest when it is
 * killed. Here each change is in a journal before it is answered, a transaction as a whole, and a save follows now and then.
 * `onFailure` is called when a change could not be kept, which then must not be answered.
 */
export function keepTables(store: MetadataStore, path: string, onFailure: (error: unknown) => void): void {
  const { loadDB, close, beginBatchTransaction, endBatchTransaction, init } = store;
  let journal: Journal | null = null;
  let transaction: Change[] | null = null;

  const keep = (change: Change): void => {
    if (transaction !== null) transaction.push(change);
    else write([change]);
  };
  const write = (changes: readonly Change[]): void => {
    if (journal === null || changes.length === 0) return;
    try {
      journal.append(changes);
    } catch (error) {
      onFailure(error);
      throw error;
    }
    if (journal.bytes() > saveAfterBytes) save(store.db, journal);
  };

  store.loadDB = async () => {
    await loadDB.call(store);
    const opened = openJournal(path);
    repeatChanges(store.db, opened.changes);
    followDatabase(store.db, keep);
    journal = opened.journal;
    journal.beginSave();
  };
  // Ends with a save.
  store.init = async () => {
    await init.call(store);
    journal?.endSave();
    store.db.autosaveDisable();
  };
  store.beginBatchTransaction = async (...parameters) => {
    await beginBatchTransaction.apply(store, parameters);
    transaction = [];
  };
  store.endBatchTransaction = async (...parameters) => {
    try {
      await endBatchTransaction.apply(store, parameters);
    } finally {
      const changes = transaction ?? [];
      transaction = null;
      write(changes);
    }
  };
  // Ends with a save where anything has changed.
  store.close = async () => {
    journal?.beginSave();
    await close.call(store);
    journal?.endSave();
    journal?.close();
  };
}

function save(db: Database, journal: Journal): void {
  journal.beginSave();
  db.saveDatabase((error) => {
    if (error) console.error("Table Storage (Azurite) could not save its tables and tries again later:", error);
    else journal.endSave();
  });
}

/** Tells of every change to every collection, those that are there and those that come. */
function followDatabase(db: Database, keep: (change: Change) => void): void {
  const follow = (collection: Collection): void => {
    const { name } = collection;
    const put = (document: object) => keep({ do: "put", collection: name, document });
    collection.on("insert", put);
    collection.on("update", put);
    collection.on("delete", (document) => keep({ do: "delete", collection: name, document: keyOf(document) }));
  };
  const { addCollection, removeCollection } = db;
  for (const collection of db.collections) follow(collection);
  db.addCollection = (name, options) => {
    const isNew = db.getCollection(name) === null;
    const collection = addCollection.call(db, name, options);
    if (!isNew) return collection;
    keep({ do: "add", collection: name, options });
    follow(collection);
    return collection;
  };
  db.removeCollection = (name) => {
    removeCollection.call(db, name);
    keep({ do: "remove", collection: name });
  };
}

/** Does again what may have been done already: in the end each document is as its last change left it. */
function repeatChanges(db: Database, changes: readonly Change[]): void {
  const documents = new Map<string, Map<string, object>>();
  for (const change of changes) {
    const { collection: name } = change;
    if (change.do === "add") db.addCollection(name, change.options);
    else if (change.do === "remove") db.removeCollection(name);
    if (change.do === "add" || change.do === "remove") {
      documents.delete(name);
      continue;
    }
    const collection = db.getCollection(name);
    if (collection === null) continue;
    const known = documents.get(name) ?? new Map(collection.data.map((document) => [textOf(document), document]));
    documents.set(name, known);
    const key = textOf(change.document);
    const present = known.get(key);
    if (present !== undefined) collection.remove(present);
    known.delete(key);
    if (change.do === "put") known.set(key, collection.insert(withoutMarks(change.document)));
  }
}

/** What tells the documents of any of the collections apart: an entity, a table, the properties of an account. */
const keyNames = ["PartitionKey", "RowKey", "account", "table", "accountName"];

const keyOf = (document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => keyNames.includes(name)));

const textOf = (document: object): string =>
  JSON.stringify(keyNames.map((name) => Reflect.get(document, name) ?? null));

/** LokiJS gives each document marks of its own, and takes none that has them already. */
const withoutMarks = (document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== "$loki" && name !== "meta"));
