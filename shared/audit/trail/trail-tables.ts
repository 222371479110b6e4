import type { TableClient } from "@azure/data-tables";

/** The tables of the trail: events by time, the same by call, and what could not be read. */
export type TrailTables = {
  readonly trail: TableClient;
  readonly byCall: TableClient;
  readonly deadLetters: TableClient;
};
