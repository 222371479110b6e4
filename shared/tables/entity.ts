import type { TableEntityResult } from "@azure/data-tables";

/** An entity as it is stored: columns of any kind. */
export type Entity = TableEntityResult<Record<string, unknown>>;
