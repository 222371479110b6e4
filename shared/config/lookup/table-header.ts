import * as z from "zod";

/** One stored version of a table. Author, reason and time are null where an older release stored it. */
export type LookupVersion = {
  readonly name: string;
  readonly version: number;
  /** As `countRows` counts them; where an older release stored it, how many rows are stored. */
  readonly rows: number;
  /** Over the rows (`hashOfRows`). */
  readonly hash: string;
  readonly author: string | null;
  readonly reason: string | null;
  readonly importedAt: string | null;
};

/** A version of a table is not there, or not as it was written. `why` continues the table's name: "has no header". */
export class DamagedTableError extends Error {
  override readonly name = "DamagedTableError";
  readonly why: string;
  /** Whether the rows have another hash than the configuration names. */
  readonly isOtherHash: boolean;

  constructor(table: string, version: number, why: string, isOtherHash = false) {
    super(`Lookup table ${table}@${version} ${why}`);
    this.why = why;
    this.isOtherHash = isOtherHash;
  }
}

/** The row of each version in the table's own partition. `complete`: all rows were written. */
export const headerSchema = z.object({
  version: z.int(),
  complete: z.boolean(),
  /** How many are stored. */
  rows: z.int(),
  /** As `countRows` counts them; null where an older release stored them. */
  fileRows: z.int().nullable().default(null),
  hash: z.string(),
  author: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
  importedAt: z.string().nullable().default(null),
  /** When its audit event was published or queued. */
  auditedAt: z.string().nullable().default(null),
});

export type TableHeader = z.infer<typeof headerSchema>;

/** The rows of a version have a partition of their own; the table's partition lists its versions, newest first. */
export const rowsPartition = (name: string, version: number): string => `${name}@${version}`;

export const headerKey = (version: number): string => String(1e9 - version).padStart(10, "0");

/** 0 for what is no header's key. */
export const versionOfKey = (key: string | undefined): number =>
  /^[0-9]{10}$/.test(key ?? "") ? 1e9 - Number(key) : 0;

export const toLookupVersion = (
  name: string,
  { version, rows, fileRows, hash, author, reason, importedAt }: TableHeader,
): LookupVersion => ({ name, version, rows: fileRows ?? rows, hash, author, reason, importedAt });
