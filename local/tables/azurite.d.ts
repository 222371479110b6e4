// The part of Azurite's own classes that is used here; the package has no type declarations.
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
    };
  };
  export default TableServer;
}
