import { type Answer, type Api, fileOf } from "../api/api-client.ts";
import { InputError } from "../terminal/input-error.ts";
import { progressBar, type Terminal } from "../terminal/terminal.ts";
import { readFingerprint } from "./fingerprint.ts";
import { type ConfigFolder, type FolderFile, type TableFile, tableFile } from "./read-folder.ts";

/** Flat lists are lines of a spreadsheet; what has objects in it is JSON. */
const asCsv: ReadonlySet<string> = new Set([
  "ingresses",
  "tenants",
  "territories",
  "numbers",
  "lookupTables",
  "legalHolds",
]);

export type FolderWanted = {
  /** Files that are there already: a list keeps the format that it has. */
  readonly present?: readonly string[];
  readonly withTables: boolean;
  readonly terminal: Terminal;
};

export type FetchedFolder = ConfigFolder & { readonly version: number; readonly hash: string };

const triesAtMost = 3;

/** The active version as files, all of one version. Lists and items stand in an order that does not depend on who wrote them. */
export async function fetchFolder(api: Api, wanted: FolderWanted): Promise<FetchedFolder> {
  for (let tried = 1; tried <= triesAtMost; tried += 1) {
    const fingerprint = await readFingerprint(api);
    const files = await fetchLists(api, fingerprint, wanted);
    if (files === null) continue;
    const tables = wanted.withTables ? await fetchTables(api, fingerprint.tables, wanted.terminal) : [];
    return { files, tables, version: fingerprint.version, hash: fingerprint.hash };
  }
  throw new InputError("the configuration changed each time while it was read; try again");
}

type Fingerprint = Awaited<ReturnType<typeof readFingerprint>>;

/** Null if another version became active meanwhile. */
async function fetchLists(
  api: Api,
  { version, lists }: Fingerprint,
  { present = [], terminal }: FolderWanted,
): Promise<readonly FolderFile[] | null> {
  const files: FolderFile[] = [];
  for (const [i, { kind, list }] of lists.entries()) {
    const isCsv = present.includes(`${list}.csv`) || (asCsv.has(list) && !present.includes(`${list}.json`));
    const format = isCsv ? "csv" : "json";
    const name = `${list}.${format}`;
    terminal.progress(progressBar(i, lists.length, name));
    const asked = api.GET("/v1/config/export", { params: { query: { kind, format } }, parseAs: "arrayBuffer" });
    const { data, response } = await fileOf(api, asked);
    if (versionOf(response) !== version) return null;
    files.push({ name, bytes: new Uint8Array(data) });
  }
  terminal.progress("");
  return files;
}

/** A proxy that compresses answers makes their ETags weak. */
const versionOf = ({ headers }: Answer<unknown>["response"]): number =>
  Number(/^(?:W\/)?"(\d+)"$/.exec(headers.get("etag") ?? "")?.[1] ?? Number.NaN);

async function fetchTables(api: Api, tables: Fingerprint["tables"], terminal: Terminal): Promise<readonly TableFile[]> {
  const files: TableFile[] = [];
  for (const [i, listed] of tables.entries()) {
    const file = tableFile(listed);
    terminal.progress(progressBar(i, tables.length, file.name));
    const path = { name: listed.name, version: listed.version };
    const asked = api.GET("/v1/config/lookup-tables/{name}/versions/{version}", {
      params: { path, query: { format: file.format } },
      parseAs: "arrayBuffer",
    });
    const { data } = await fileOf(api, asked);
    files.push({ ...file, bytes: new Uint8Array(data) });
  }
  terminal.progress("");
  return files;
}
