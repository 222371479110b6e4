import type { Collection, Database, MetadataStore } from "azurite/dist/src/table/persistence/LokiTableMetadataStore.js";
import { type Change, type Journal, openJournal } from "./journal.ts";

/** The journal is at most this long, so that a start does not take long. */
const saveAfterBytes = 64 * 1024 * 1024;

/**
 * Makes Azurite's changes durable. Azurite saves everything every five seconds and loses later changes when it is killed. Here
 * each change (a transaction as a whole) is in a journal before its request is answered, and a save follows when the journal
 * is long. `onFailure` is called when a change could not be written: its request must not succeed.
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
    replayChanges(store.db, opened.changes);
    followDatabase(store.db, keep);
    journal = opened.journal;
    journal.beginSave();
  };
  // Azurite's init ends with a save.
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
  // Azurite's close ends with a save if anything has changed.
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

/** Calls `keep` for every change to every collection, present and future. */
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

/** Replays changes, some of which may have been saved before: each document ends as its last change left it. */
function replayChanges(db: Database, changes: readonly Change[]): void {
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
    const known = documents.get(name) ?? new Map(collection.data.map((document) => [keyTextOf(document), document]));
    documents.set(name, known);
    const key = keyTextOf(change.document);
    const present = known.get(key);
    if (present !== undefined) collection.remove(present);
    known.delete(key);
    if (change.do === "put") known.set(key, collection.insert(withoutLokiFields(change.document)));
  }
}

/** The key fields of all collections together: entities, tables and account properties. */
const keyNames = ["PartitionKey", "RowKey", "account", "table", "accountName"];

const keyOf = (document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => keyNames.includes(name)));

const keyTextOf = (document: object): string =>
  JSON.stringify(keyNames.map((name) => Reflect.get(document, name) ?? null));

/** LokiJS adds these two fields to each document, and refuses a document that has them already. */
const withoutLokiFields = (document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== "$loki" && name !== "meta"));
