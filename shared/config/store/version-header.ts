import * as z from "zod";
import { jsonColumn } from "../../tables/json-column.ts";

/**
 * All about a version but its content. A number is claimed once and never given again, so that two changes at
 * once never write into each other's rows.
 */
export const versionHeaderSchema = z.object({
  version: z.int().min(1),
  /** The version that this one was made from, and which it replaced if it was ever activated; 0 where there was none. */
  parent: z.int().min(0),
  hash: z.string(),
  author: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  /** When it went live, or was about to. */
  activatedAt: z.string().nullable(),
  /** The version whose content this one brought back. */
  restoredFrom: z.int().min(1).nullable(),
  /** The incident for which it went live without the approvals that it needed. */
  breakGlass: z.string().nullable(),
  /** The proposal by which it went live; that it ends, where it brought back what was before. */
  proposal: z.string().nullable(),
  /** By kind of item: how many were added, changed and removed. */
  summary: z.record(z.string(), z.object({ added: z.int(), changed: z.int(), removed: z.int() })),
  /** When the audit event of the change was known to be safe; null while that is still to be done. */
  auditedAt: z.string().nullable(),
});

export type VersionHeader = z.infer<typeof versionHeaderSchema>;

/** A header's row. */
export type HeaderRow = Readonly<Record<string, string | number | boolean>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

export const headerPartition = "versions";

/** Counts down, so that the newest version comes first. */
export const headerRowKey = (version: number): string => String(1e9 - version).padStart(10, "0");

export function toHeaderRow(header: VersionHeader, claim: string): HeaderRow {
  const { summary, ...rest } = header;
  const columns = Object.entries(rest).filter((column): column is [string, string | number] => column[1] !== null);
  return {
    ...Object.fromEntries(columns),
    summary: JSON.stringify(summary),
    claim,
    partitionKey: headerPartition,
    rowKey: headerRowKey(header.version),
  };
}

const storeSchema = z.object({
  /** The caller that took the number. */
  claim: z.string(),
  /** Set before a successor is written: it was live without doubt. The active version itself may lack it. */
  live: z.boolean().default(false),
  /** It never went live, and its rows and copy are gone. */
  cleared: z.boolean().default(false),
});

export type StoredHeader = VersionHeader & z.infer<typeof storeSchema>;

const headerRowSchema = z.object({
  ...versionHeaderSchema.shape,
  ...storeSchema.shape,
  summary: jsonColumn.pipe(versionHeaderSchema.shape.summary),
});

/**
 * Reads a row back; null where its key is no version's. One that is not what `toHeaderRow` makes costs no other version: its
 * number stands in its key, its reason says what is the matter, and it is taken for one that was live, so that nothing of it
 * is cleared.
 */
export function fromHeaderRow(row: Readonly<Record<string, unknown>>): StoredHeader | null {
  const absent = { activatedAt: null, restoredFrom: null, breakGlass: null, proposal: null, auditedAt: null };
  const read = headerRowSchema.safeParse({ ...absent, ...row });
  if (read.success) return read.data;
  const version = 1e9 - Number(row.rowKey);
  return Number.isInteger(version) && version > 0 && version < 1e9
    ? { ...damagedHeader, ...hashOf(row), version }
    : null;
}

const hashOf = ({ hash }: Readonly<Record<string, unknown>>) => (typeof hash === "string" ? { hash } : {});

const damagedHeader = {
  parent: 0,
  hash: "",
  author: "",
  reason: "(the header of this version cannot be read: see its row in EmergencyConfig)",
  createdAt: "",
  activatedAt: null,
  restoredFrom: null,
  breakGlass: null,
  proposal: null,
  summary: {},
  auditedAt: "",
  claim: "",
  live: true,
  cleared: false,
} as const satisfies Omit<StoredHeader, "version">;
