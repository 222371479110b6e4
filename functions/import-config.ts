import type { HttpRequest } from "@azure/functions";
import * as z from "zod";
import { type Checked, faulty, valid } from "../shared/checked.ts";
import { incidentSchema } from "../shared/config/change/change-set.ts";
import type { ChangeOutcome, ConfigurationChange } from "../shared/config/change/configuration-change.ts";
import { kinds } from "../shared/config/item-kinds.ts";
import { parseFolder } from "../shared/config/transfer/parse-folder.ts";
import { type ImportedLists, type ImportOptions, parseImport } from "../shared/config/transfer/parse-import.ts";
import { replaceLists } from "../shared/config/transfer/replace-lists.ts";
import type { InputFault } from "../shared/input-fault.ts";
import { whyUnreadable } from "../shared/json/why-unreadable.ts";
import { consentOf, detailParameter, dryRunParameter } from "./edge/change-query.ts";
import { answerChange } from "./edge/config-answers.ts";
import { importReasonSchema } from "./edge/import-lookup-table.ts";
import { problem } from "./edge/problem.ts";
import { readBytes } from "./edge/read-bytes.ts";
import { readMultipart } from "./edge/read-multipart.ts";
import { invalidQuery, oneOf, type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ImportConfigDependencies = {
  readonly change: (change: ConfigurationChange) => Promise<ChangeOutcome>;
  /** Answers a request that imports the rows of a lookup table. */
  readonly importRows: QueryHandler;
  /** The same for a location table. */
  readonly importLocations: QueryHandler;
};

/** About thirty thousand numbers. */
const bodyLimitBytes = 8 * 1024 * 1024;

const versionPattern = /^[0-9]{1,9}$/;

export const importConfigQuery = z.strictObject({
  format: z.enum(["json", "csv", "folder"]),
  kind: z.enum(kinds).optional(),
  dryRun: dryRunParameter,
  detail: detailParameter,
  reason: importReasonSchema.default("import of whole lists"),
  baseVersion: z.string().regex(versionPattern, "must be the number of a version").optional(),
  confirm: z.string().default(""),
  breakGlass: incidentSchema.optional(),
});

/**
 * POST /api/v1/config/imports?format=json|csv|folder&kind=&dryRun=&reason=&baseVersion=&confirm=&breakGlass=&detail=: replaces whole lists of
 * the configuration as one change. `folder` is a form with a file for each list. A file with any fault changes nothing, and the
 * answer lists all faults. With `name=` the file holds the rows of that lookup table instead, which take effect when a change
 * names them.
 */
export const makeImportConfig = ({ change, importRows, importLocations }: ImportConfigDependencies): QueryHandler => {
  const importLists = withQuery(importConfigQuery, async (request, caller, query) => {
    const base = readBaseVersion(query.baseVersion, request.headers.get("if-match"));
    if ("fault" in base) return invalidQuery([base.fault]);
    const bytes = await readBytes(request, bodyLimitBytes);
    if (bytes === null) return problem(413, `an import has at most ${bodyLimitBytes} bytes`);
    if (bytes.length === 0) return problem(400, whyUnreadable(request.headers, true));
    const { reason, dryRun, confirm } = query;
    const imported = await readLists(bytes, query, request.headers.get("content-type") ?? "");
    if (imported.outcome === "faulty") return problem(422, "nothing was imported", { errors: imported.faults });
    const outcome = await change({
      baseVersion: base.version,
      reason,
      author: caller.name,
      consent: consentOf(query.breakGlass ?? null),
      confirm: confirm.split(",").flatMap((danger) => danger.trim() || []),
      dryRun: dryRun === "true",
      restoredFrom: null,
      calls: [],
      edit: async (active) => valid(await replaceLists(active, imported.value)),
    });
    return answerChange(outcome, query.detail);
  });
  const handlerOf = ({ query }: HttpRequest): QueryHandler => {
    if (!query.has("name")) return importLists;
    return query.get("kind") === "location-table" ? importLocations : importRows;
  };
  return oneOf(handlerOf, [importRows, importLocations, importLists]);
};

async function readLists(
  bytes: Uint8Array,
  { format, kind }: z.infer<typeof importConfigQuery>,
  contentType: string,
): Promise<Checked<ImportedLists>> {
  if (format === "folder") return readFolder(bytes, kind, contentType);
  const options: ImportOptions = format === "csv" ? { format, kind: kind ?? "number" } : { format, kind };
  return parseImport(bytes, options);
}

async function readFolder(bytes: Uint8Array, kind: string | undefined, contentType: string) {
  if (kind !== undefined) return faulty([{ path: "kind", message: "the files of a folder say what they hold" }]);
  const files = readMultipart(bytes, contentType);
  return files.outcome === "valid"
    ? parseFolder(files.value)
    : faulty(files.faults.map((message) => ({ path: "", message })));
}

/** The version that the file was made from; null if the file is to replace any active version. */
function readBaseVersion(
  inQuery: string | undefined,
  header: string | null,
): { readonly version: number | null } | { readonly fault: InputFault } {
  const fault = (message: string) => ({ fault: { path: "baseVersion", message } });
  // A proxy that compresses answers makes their ETags weak.
  const inHeader = header === null ? null : /^(?:W\/)?"([0-9]{1,9})"$/.exec(header.trim())?.[1];
  if (inHeader === undefined) return fault('must be one version in the header If-Match, such as "42"');
  if (inQuery !== undefined && inHeader !== null && Number(inQuery) !== Number(inHeader))
    return fault("is another version than that in the header If-Match");
  const given = inQuery ?? inHeader;
  return { version: given === null ? null : Number(given) };
}
