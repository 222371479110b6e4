// The members of Azurite's classes that are used here; the package has no type declarations.
declare module "azurite/dist/src/table/TableConfiguration.js" {
  const TableConfiguration: {
    new (
      host: string,
      port: number,
      keepAliveTimeoutS: number,
      databasePath: string,
      enableDebugLog: boolean,
      enableAccessLog: boolean,
      accessLogWriteStream: undefined,
      debugLogFilePath: undefined,
      loose: boolean,
      skipApiVersionCheck: boolean,
      cert: string,
      key: string,
      password: string,
      oauth: undefined,
      disableProductStyleUrl: boolean,
      inMemory: boolean,
    ): object;
  };
  export default TableConfiguration;
}

declare module "azurite/dist/src/table/TableServer.js" {
  const TableServer: {
    new (
      configuration: object,
    ): {
      start(): Promise<void>;
      close(): Promise<void>;
      getHttpServerAddress(): string;
      /** Private to the class. */
      readonly metadataStore: import("azurite/dist/src/table/persistence/LokiTableMetadataStore.js").MetadataStore;
    };
  };
  export default TableServer;
}

declare module "azurite/dist/src/table/persistence/LokiTableMetadataStore.js" {
  export type Row = { readonly PartitionKey: string; readonly RowKey: string };

  /** A LokiJS collection of the rows of one table. */
  export type EntityCollection = {
    readonly data: readonly Row[];
    binaryIndices: object;
    findOne(query: Readonly<Record<string, unknown>>): Row | null;
    on(event: "insert" | "update" | "delete", listener: (row: Row) => void): void;
    chain(): Chain;
  };

  type Chain = {
    where(test: (row: Row) => boolean): Chain;
    sort(compare: (a: Row, b: Row) => number): Chain;
    limit(count: number): Chain;
    data(): Row[];
  };

  export type Collection = {
    readonly name: string;
    readonly data: readonly object[];
    insert(document: object): object;
    remove(document: object): void;
    on(event: "insert" | "update" | "delete", listener: (document: object) => void): void;
  };

  /** A LokiJS database. */
  export type Database = {
    readonly collections: readonly Collection[];
    getCollection(name: string): Collection | null;
    addCollection(name: string, options: object): Collection;
    removeCollection(name: string): void;
    saveDatabase(callback: (error: unknown) => void): void;
    /** Takes what a save has written. */
    loadJSON(saved: string): void;
    /** Stops the periodic saves. */
    autosaveDisable(): void;
  };

  export type MetadataStore = {
    readonly db: Database;
    /** Reads the file, at the beginning of `init`. */
    loadDB(): Promise<void>;
    getEntityCollection(account: string, table: string, context: object): EntityCollection;
    queryTableEntities(
      context: object,
      account: string,
      table: string,
      options: { readonly filter?: string; readonly top?: number },
      nextPartitionKey: string | undefined,
      nextRowKey: string | undefined,
    ): Promise<[Row[], string | undefined, string | undefined]>;
    decodeContinuationHeader(header: string | undefined): string | undefined;
    queryTableEntitiesWithPartitionAndRowKey(context: object, ...keys: [...Place, string, string]): Promise<Row | null>;
    insertTableEntity(context: object, ...entity: [...Place, Row, batchId: string]): Promise<Row>;
    insertOrUpdateTableEntity(
      context: object,
      ...entity: [...Place, Row, ifMatch: undefined, batchId: string]
    ): Promise<Row>;
    insertOrMergeTableEntity(
      context: object,
      ...entity: [...Place, Row, ifMatch: undefined, batchId: string]
    ): Promise<Row>;
    deleteTableEntity(
      context: object,
      ...entity: [...Place, string, string, eTag: string, batchId: string]
    ): Promise<void>;
    beginBatchTransaction(batchId: string): Promise<void>;
    endBatchTransaction(
      account: string,
      table: string,
      batchId: string,
      context: object,
      succeeded: boolean,
    ): Promise<void>;
    init(): Promise<void>;
    close(): Promise<void>;
    deleteTable(context: object, table: string, account: string): Promise<void>;
    createTable(context: object, table: { readonly account: string; readonly table: string }): Promise<void>;
  };

  type Place = [table: string, account: string];

  const LokiTableMetadataStore: { new (path: string, inMemory: boolean): MetadataStore };
  export default LokiTableMetadataStore;
}

declare module "azurite/dist/src/table/persistence/QueryInterpreter/QueryParser.js" {
  /** A node of a filter. Its members depend on its kind. */
  type QueryNode = {
    readonly name: string;
    readonly left?: QueryNode;
    readonly right?: QueryNode;
    readonly identifier?: string;
    readonly value?: unknown;
  };
  export default function parseQuery(filter: string): QueryNode;
}
