import type { LookupRow } from "./lookup-row.ts";
import type { LookupVersion } from "./table-header.ts";

/** Rows in a file of a folder, under the number that they are to have. `file`: its name. */
export type GivenTable = {
  readonly file: string;
  readonly name: string;
  readonly version: number;
  readonly rows: readonly LookupRow[];
};

/** One that is not stored yet. */
export type NewTable = Pick<LookupVersion, "name" | "version" | "rows" | "hash">;
