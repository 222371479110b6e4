/** An entity as it is stored: columns of any kind, keys that are text. */
export type StoredRow = Readonly<Record<string, unknown>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

/** A row of the trail. `position` is its place in the order of events; `text` the event's JSON, null when the row has none. */
export type TrailRow = { readonly position: string; readonly text: string | null; readonly row: StoredRow };
