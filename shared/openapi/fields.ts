import * as z from "zod";
import { type AuditStatus, auditStatusMeanings } from "../audit/audit-event.ts";

/** An instant as every answer writes it: UTC, with milliseconds. */
export const instantField = z.iso.datetime({ precision: 3 });

/** The name of a content: two contents with the same hash are the same. */
export const hashField = z.string().regex(/^sha256:[0-9a-f]{64}$/);

export const countField = z.int().min(0);

/** The number of a version; 0 where none was ever activated. */
export const versionField = z.int().min(0);

/** Where an audit event came to rest. */
export const auditStatuses = Object.keys(auditStatusMeanings) as readonly AuditStatus[];

export const auditStatusMeaning = Object.entries(auditStatusMeanings)
  .map(([status, meaning]) => `\`${status}\`: ${meaning}.`)
  .join(" ");
