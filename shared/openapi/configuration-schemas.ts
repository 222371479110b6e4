import * as z from "zod";
import type { Danger } from "../config/danger-codes.ts";
import { dangerCodes } from "../config/danger-codes.ts";
import type { ItemChange } from "../config/diff-documents.ts";
import { documentSchema } from "../config/document.ts";
import type { ListedTable, ListFingerprint } from "../config/fingerprint.ts";
import { kinds } from "../config/item-kinds.ts";
import type { LookupVersion } from "../config/lookup/table-header.ts";
import { versionHeaderSchema } from "../config/store/version-header.ts";
import { changeSimulationSchema, readCallSchema, simulatedDecisionSchema } from "./change-schemas.ts";
import { auditStatuses, auditStatusMeaning, countField, hashField, instantField, versionField } from "./fields.ts";
import { inputFaultSchema, problemSchema } from "./problems.ts";

/** The active configuration. */
export const activeConfigurationSchema = z.object({
  version: versionField,
  hash: hashField,
  activatedAt: instantField.nullable(),
  ...documentSchema.shape,
});

/** What tells the active configuration from another. */
export const fingerprintSchema = z.object({
  version: versionField,
  hash: hashField.describe(
    "Of all items: two configurations with the same hash decide the same, whatever their versions.",
  ),
  activatedAt: instantField.nullable(),
  lists: z.array(
    z.object({
      kind: z.enum(kinds),
      list: z.string().describe("Its name in the document, and of its file in a folder."),
      key: z.array(z.string()).describe("The fields that tell an item from others of the list."),
      items: countField,
      hash: hashField,
    }) satisfies z.ZodType<ListFingerprint>,
  ),
  tables: z
    .array(
      z.object({
        kind: z.enum(["lookup-table", "location-table"]),
        name: z.string(),
        keys: z.string(),
        version: z.int().min(1),
        hash: hashField.nullable().describe("Of the rows; null if an older release listed the table."),
      }) satisfies z.ZodType<ListedTable>,
    )
    .describe("The tables that are listed, whose rows are stored beside the configuration."),
});

/** Items of one kind of the active configuration. */
export const itemsAnswerSchema = z.object({
  version: versionField,
  items: z.array(z.record(z.string(), z.unknown())).describe("Each whole, as a change set writes it."),
});

const itemSchema = z.record(z.string(), z.unknown()).nullable().describe("The item whole; null if there is none.");

const itemChangeSchema = z.object({
  kind: z.enum(kinds),
  key: z.string().describe("What tells the item from others of its kind, such as `*|GB|999`."),
  change: z.enum(["added", "removed", "changed"]),
  before: itemSchema,
  after: itemSchema,
  fields: z.array(z.string()).describe("What differs, if the item was changed."),
}) satisfies z.ZodType<ItemChange>;

const changeCountsSchema = z.object({ added: countField, changed: countField, removed: countField });

/** What differs between two versions, item by item. */
export const diffSchema = z.object({
  summary: z.record(z.string(), changeCountsSchema).describe("By kind of item; only kinds of which any changed."),
  changes: z.array(itemChangeSchema).describe("At most 50, or all with `detail=full`; of one version at most 1,000."),
  truncated: z.boolean().describe("Whether more changed than is listed."),
});

/** What is known of a version besides its content. */
export const versionSchema = z.object({
  ...versionHeaderSchema.omit({ auditedAt: true }).shape,
  parent: versionField.describe("The version that it replaced; 0 if there was none."),
  hash: hashField,
  createdAt: instantField,
  activatedAt: instantField.nullable(),
  author: z
    .string()
    .describe(
      "The token's name and object id; `setup` for a starter configuration, `local` with `AUTHENTICATION=none`.",
    ),
  restoredFrom: z.int().min(1).nullable().describe("The version whose content it restored."),
  breakGlass: z.string().nullable().describe("The incident for which it went live without the approvals it needed."),
  proposal: z.string().nullable().describe("The proposal by which it went live, or after which it was taken back."),
});

export const versionPageSchema = z.object({
  versions: z
    .array(versionSchema)
    .describe("Newest first. Numbers may have gaps: a change that failed leaves its own unused."),
  continuationToken: z.string().nullable().describe("Send it for the next page; null on the last one."),
});

/** One version whole, with its diff against the version that it replaced. */
export const versionAnswerSchema = z.object({
  ...versionSchema.shape,
  diff: diffSchema,
  ...documentSchema.shape,
});

export const dangerSchema = z.object({
  danger: z.enum(dangerCodes).describe("The word that confirms it."),
  message: z.string(),
  items: z.array(z.string()).describe("The first 20 things that it would happen to."),
  count: countField.describe("How many there are."),
}) satisfies z.ZodType<Danger>;

export const changeEffectSchema = z.object({
  baseVersion: versionField.describe("The version that the change replaces."),
  hash: hashField.describe("Of the content that results."),
  diff: diffSchema,
  warnings: z
    .array(inputFaultSchema)
    .describe("What deserves a second look, and hinders nothing: the first 100, or all with `detail=full`."),
  warningsCount: countField.describe("How many warnings there are in all."),
  dangers: z.array(dangerSchema).describe("What the change could cost, confirmed or not."),
  approvalsNeeded: countField.describe("How many people besides its author must approve it, by the active policy."),
  ...changeSimulationSchema.shape,
});

/** The answer to a change, a restore or an import that is live. */
export const changedSchema = z.object({
  version: z
    .int()
    .min(1)
    .describe("The new version. The instance that answers decides by it already, others within seconds."),
  ...changeEffectSchema.shape,
  audit: z.object({ eventId: z.string(), status: z.enum(auditStatuses).describe(auditStatusMeaning) }),
});

const rowsField = countField.describe("How many rows the file has; of boundaries, how many polygons.");

/** Tables whose rows a dry run was given. */
const newTablesSchema = z
  .array(z.object({ name: z.string(), version: z.int().min(1), rows: rowsField, hash: hashField }))
  .exactOptional()
  .describe("Where a folder has rows of tables: those that are not stored yet.");

/** The answer to a dry run: what the change would do. Nothing was stored. */
export const triedSchema = z.object({
  dryRun: z.literal(true),
  ...changeEffectSchema.shape,
  newTables: newTablesSchema,
});

/** The answer to a dangerous change that does not name its dangers. */
export const unconfirmedSchema = z.object({
  ...problemSchema.shape,
  unconfirmed: z.array(z.string()).describe("The words that `confirm` must have besides."),
  ...changeEffectSchema.shape,
  newTables: newTablesSchema,
});

/** The answer to a change that the policy does not let go live directly. */
export const unapprovedSchema = z.object({ ...problemSchema.shape, ...changeEffectSchema.shape });

/** One stored version of a lookup table. */
export const lookupVersionSchema = z.object({
  name: z.string(),
  version: z.int().min(1).describe("No configuration uses it before a change names it."),
  rows: rowsField,
  hash: hashField.describe("Over the rows. The configuration that names the version names it too."),
  author: z.string().nullable().describe("Null if an older release stored it."),
  reason: z.string().nullable(),
  importedAt: instantField.nullable(),
}) satisfies z.ZodType<LookupVersion>;

/** The answer to an import of a lookup table. */
export const lookupTableStoredSchema = lookupVersionSchema.extend({
  audit: z
    .object({ eventId: z.string(), status: z.enum(auditStatuses).describe(auditStatusMeaning) })
    .nullable()
    .describe("Null if the same version was stored already."),
});

/** The stored lookup tables. */
export const lookupTablesSchema = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      versions: z
        .array(
          lookupVersionSchema.omit({ name: true }).extend({
            usedBy: z.array(versionField).describe("The configuration versions that list it, newest first."),
            proposedBy: z
              .array(z.string())
              .describe("The ids of proposals that are not live, may be yet, and name it, newest first."),
          }),
        )
        .describe("Newest first."),
    }),
  ),
});

/** The answer to a dry run of an import of a lookup table. */
export const lookupTableTriedSchema = z.object({ dryRun: z.literal(true), name: z.string(), rows: rowsField });

/** The answer to a simulation. What a change or another version would do is there where one of them was given. */
export const simulationAnswerSchema = z.object({
  baseVersion: versionField.describe("The active version, which decides `before`."),
  against: z.object({
    kind: z.enum(["active", "change", "version"]),
    version: z.int().nullable(),
  }),
  decisions: z.array(
    z.object({
      call: readCallSchema,
      before: simulatedDecisionSchema,
      after: simulatedDecisionSchema,
      differs: z.boolean(),
      fields: z.array(z.string()),
    }),
  ),
  ...changeEffectSchema.omit({ baseVersion: true }).exactPartial().shape,
});
