import * as z from "zod";

/** An instant as every answer writes it: UTC, with milliseconds. */
export const instantField = z.iso.datetime({ precision: 3 });

/** The name of a content: two contents with the same hash are the same. */
export const hashField = z.string().regex(/^sha256:[0-9a-f]{64}$/);

export const countField = z.int().min(0);

/** The number of a version; 0 where none was ever activated. */
export const versionField = z.int().min(0);

/** Where an audit event came to rest. */
export const auditStatuses = ["published", "queued", "logged"] as const;

export const auditStatusMeaning =
  "`published`: Event Hubs confirmed it. `queued`: stored in the outbox, Event Hubs gets it later. " +
  "`logged`: both failed or ran out of time, and the whole event stands in the log.";
