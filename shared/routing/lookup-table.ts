/** The rows of one location-keyed table. */
export type LookupTable = ReadonlyMap<string, string>;
