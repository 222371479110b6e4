import type { HttpRequest } from "@azure/functions";
import * as z from "zod";
import { type Checked, faultsOf, faulty, valid } from "../shared/checked.ts";
import { incidentSchema } from "../shared/config/change/change-set.ts";
import type { ChangeOutcome, ConfigurationChange } from "../shared/config/change/configuration-change.ts";
import { kinds } from "../shared/config/item-kinds.ts";
import type { GivenTable } from "../shared/config/lookup/given-table.ts";
import { isTableFile, parseTableFile } from "../shared/config/lookup/parse-table-file.ts";
import { parseFolder } from "../shared/config/transfer/parse-folder.ts";
import { type ImportedLists, type ImportOptions, parseImport } from "../shared/config/transfer/parse-import.ts";
import { replaceLists } from "../shared/config/transfer/replace-lists.ts";
import { forEachAtOnce } from "../shared/for-each-at-once.ts";
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
/** The same, with the rows of tables. */
const folderLimitBytes = 32 * 1024 * 1024;

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
 * the configuration as one change. `folder` is a form with a file for each list, in a dry run also with the rows of tables. A file with any fault changes nothing, and the
 * answer lists all faults. With `name=` the file holds the rows of that lookup table instead, which take effect when a change
 * names them.
 */
export const makeImportConfig = ({ change, importRows, importLocations }: ImportConfigDependencies): QueryHandler => {
  const importLists = withQuery(importConfigQuery, async (request, caller, query) => {
    const base = readBaseVersion(query.baseVersion, request.headers.get("if-match"));
    if ("fault" in base) return invalidQuery([base.fault]);
    const { reason, dryRun, confirm } = query;
    const limit = query.format === "folder" && dryRun === "true" ? folderLimitBytes : bodyLimitBytes;
    const bytes = await readBytes(request, limit);
    if (bytes === null) return problem(413, `an import has at most ${limit} bytes`);
    if (bytes.length === 0) return problem(400, whyUnreadable(request.headers, true));
    const imported = await readLists(bytes, query, request.headers.get("content-type") ?? "");
    if (imported.outcome === "faulty") return problem(422, "nothing was imported", { errors: imported.faults });
    const { lists, tables } = imported.value;
    const outcome = await change({
      baseVersion: base.version,
      reason,
      author: caller.name,
      consent: consentOf(query.breakGlass ?? null),
      confirm: confirm.split(",").flatMap((danger) => danger.trim() || []),
      dryRun: dryRun === "true",
      restoredFrom: null,
      calls: [],
      ...(tables.length === 0 ? {} : { tables }),
      edit: async (active) => valid(await replaceLists(active, lists)),
    });
    return answerChange(outcome, query.detail);
  });
  const handlerOf = ({ query }: HttpRequest): QueryHandler => {
    if (!query.has("name")) return importLists;
    return query.get("kind") === "location-table" ? importLocations : importRows;
  };
  return oneOf(handlerOf, [importRows, importLocations, importLists]);
};

/** What a body holds: lists, and rows of tables beside them. */
type Imported = { readonly lists: ImportedLists; readonly tables: readonly GivenTable[] };

async function readLists(
  bytes: Uint8Array,
  { format, kind, dryRun }: z.infer<typeof importConfigQuery>,
  contentType: string,
): Promise<Checked<Imported>> {
  if (format === "folder") return readFolder(bytes, { kind, contentType, isDryRun: dryRun === "true" });
  const options: ImportOptions = format === "csv" ? { format, kind: kind ?? "number" } : { format, kind };
  const read = await parseImport(bytes, options);
  return read.outcome === "faulty" ? read : valid({ lists: read.value, tables: [] });
}

type FolderForm = { readonly kind: string | undefined; readonly contentType: string; readonly isDryRun: boolean };

async function readFolder(bytes: Uint8Array, { kind, contentType, isDryRun }: FolderForm): Promise<Checked<Imported>> {
  if (kind !== undefined) return faulty([{ path: "kind", message: "the files of a folder say what they hold" }]);
  const read = readMultipart(bytes, contentType);
  if (read.outcome === "faulty") return faulty(read.faults.map((message) => ({ path: "", message })));
  const files = read.value;
  const tableFiles = files.filter(({ name }) => isTableFile(name));
  if (tableFiles.length > 0 && !isDryRun)
    return faulty(
      tableFiles.map(({ name }) => ({ path: name, message: "is for a dry run: store it by `name` first" })),
    );
  const listFiles = files.filter((file) => !tableFiles.includes(file));
  if (listFiles.reduce((sum, { bytes: { length } }) => sum + length, 0) > bodyLimitBytes)
    return faulty([{ path: "", message: `the lists have more than ${bodyLimitBytes} bytes` }]);
  const lists = await parseFolder(listFiles);
  const tables = await forEachAtOnce(1, tableFiles, (file) => parseTableFile(file.name, file.bytes));
  const faults = [lists, ...tables].flatMap(faultsOf);
  if (lists.outcome === "faulty" || faults.length > 0) return faulty(faults);
  const given = tables.flatMap((table) => (table.outcome === "valid" ? [table.value] : []));
  return valid({ lists: lists.value, tables: given });
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
