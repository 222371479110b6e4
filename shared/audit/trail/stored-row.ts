/** An entity as it is stored: columns of any kind, keys that are text. */
export type StoredRow = Readonly<Record<string, unknown>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};
